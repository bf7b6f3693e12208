package dev.cleanslate.evidence.runbook;

import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.HttpCheck;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that stops a reset by itself, and what is agreed beforehand where nothing does. */
final class StopConditions {

    private final Desk desk;
    private final Wording words;

    StopConditions(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    Chapter chapter() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(desk.paragraph("stops.how"));
        blocks.add(desk.heading("stops.gates"));
        blocks.add(desk.paragraph("stops.gates.how"));
        blocks.add(new Block.Table(
                words.text("stops.gates"),
                List.of(words.text("stops.gate"), words.text("stops.closed"), words.text("stops.again")),
                List.of(),
                gates()));
        blocks.add(desk.heading("stops.thresholds"));
        blocks.add(new Block.Table(
                words.text("stops.thresholds"),
                List.of(words.text("stops.what"), words.text("stops.limit"), words.text("stops.then")),
                List.of(),
                thresholds()));
        blocks.add(desk.heading("stops.checks"));
        blocks.add(desk.paragraph("stops.checks.how"));
        blocks.add(new Block.Points(false, checks()));
        blocks.add(desk.heading("stops.plan"));
        blocks.add(new Block.Points(
                false,
                List.of(
                        words.say("stops.plan.new"),
                        words.say("stops.plan.reach"),
                        words.say("stops.plan.blocking"),
                        words.say("stops.plan.rights"))));
        blocks.add(desk.heading("stops.people"));
        blocks.add(new Block.Points(
                true,
                List.of(
                        words.say("stops.people.time"),
                        words.say("stops.people.reach"),
                        words.say("stops.people.know"))));
        blocks.add(desk.paragraph("stops.how.stop"));
        return new Chapter("stops", words.text("chapter.stops"), blocks);
    }

    private List<List<Phrase>> gates() {
        Target target = desk.target();
        List<List<Phrase>> rows = new ArrayList<>();
        if (desk.guarded()) {
            gate(rows, "gate.optin", false, desk.confirmed());
            gate(
                    rows,
                    "gate.certificate",
                    false,
                    words.lasting(target.rehearsal().maxAge()));
            gate(rows, "gate.rows", false, desk.rows());
            if (!desk.roles().signers().isEmpty()) {
                gate(
                        rows,
                        "gate.signed",
                        false,
                        words.list(desk.roles().signers().stream()
                                .map(Roles.Role::name)
                                .toList()));
            }
        }
        gate(rows, "gate.writes", true);
        gate(rows, "gate.version", true);
        if (target.requireTls()) {
            gate(rows, "gate.tls", true);
        }
        gate(rows, "gate.identity", true);
        gate(rows, "gate.triggers", true);
        gate(rows, "gate.disk", true);
        target.maxConnections().ifPresent(most -> gate(rows, "gate.sessions", true, Integer.toString(most)));
        gate(rows, "gate.dump", true);
        gate(rows, "gate.long", true);
        target.timing().window().ifPresent(window -> gate(rows, "gate.window", true, window.toString()));
        if (desk.guarded()) {
            gate(rows, "gate.lost", false);
        }
        desk.suite().sections().gates().forEach(gate -> rows.add(ofSuite(gate)));
        return rows;
    }

    private void gate(List<List<Phrase>> rows, String key, boolean again, Object... values) {
        rows.add(List.of(words.say(key), words.say(key + ".closed", values), again(again)));
    }

    private Phrase again(boolean again) {
        return words.say(again ? "stops.again.yes" : "stops.again.no");
    }

    private List<Phrase> ofSuite(Gate gate) {
        return List.of(Phrase.strong(gate.name()), closed(gate.kind()), again(true));
    }

    private Phrase closed(Gate.Kind kind) {
        if (kind instanceof Gate.Kind.Connections connections) {
            return words.say("gate.sessions.closed", Integer.toString(connections.most()));
        }
        if (kind instanceof Gate.Kind.FileState file) {
            return words.say("gate.file.closed", Phrase.code(file.path()));
        }
        if (kind instanceof Gate.Kind.Command command) {
            return words.say(
                    "gate.command.closed",
                    Phrase.code(String.join(" ", command.check().arguments())),
                    Integer.toString(command.check().exit()));
        }
        if (kind instanceof Gate.Kind.Http http) {
            return words.say("gate.http.closed", Phrase.code(address(http.check())));
        }
        if (kind instanceof Gate.Kind.Any any) {
            return words.say(
                    "gate.any.closed",
                    Phrase.joined(any.ways().stream().map(this::closed).toList(), "; "));
        }
        if (kind instanceof Gate.Kind.NoJobs) {
            return words.say("gate.jobs.closed");
        }
        Gate.Kind.Confirm confirm = (Gate.Kind.Confirm) kind;
        return words.say("gate.confirm.closed", confirm.role(), confirm.question());
    }

    /** Without what could be a token. */
    private static String address(HttpCheck check) {
        return check.method() + " " + check.url().replaceAll("[?#].*", "").replaceAll("//[^/@]*@", "//");
    }

    private List<List<Phrase>> thresholds() {
        Target target = desk.target();
        List<List<Phrase>> rows = new ArrayList<>();
        row(rows, "limit.duration", target.timing().maxDuration().map(words::lasting), "limit.duration.then");
        row(rows, "limit.window", target.timing().window().map(Object::toString), "limit.window.then");
        if (desk.guarded()) {
            row(
                    rows,
                    "limit.certificate",
                    Optional.of(words.lasting(target.rehearsal().maxAge())),
                    "limit.certificate.then");
            row(
                    rows,
                    "limit.rows",
                    target.trust()
                            .tolerance()
                            .map(Tolerance::toString)
                            .or(() -> Optional.of(words.text("limit.rows.none"))),
                    "limit.rows.then");
        }
        row(
                rows,
                "limit.backup",
                target.backup().maxAge().map(words::lasting).or(() -> Optional.of(words.text("limit.backup.usual"))),
                "limit.backup.then");
        row(rows, "limit.sessions", target.maxConnections().map(String::valueOf), "limit.sessions.then");
        desk.suite().phases().forEach(phase -> {
            phase.lockTimeout()
                    .ifPresent(most -> rows.add(List.of(
                            words.say("limit.locktimeout", phase.name()),
                            Phrase.of(words.lasting(most)),
                            words.say("limit.locktimeout.then"))));
            phase.timeout()
                    .ifPresent(most -> rows.add(List.of(
                            words.say("limit.timeout", phase.name()),
                            Phrase.of(words.lasting(most)),
                            words.say("limit.timeout.then"))));
        });
        return rows;
    }

    private void row(List<List<Phrase>> rows, String what, Optional<String> limit, String then) {
        rows.add(List.of(
                words.say(what),
                limit.map(Phrase::of).orElseGet(() -> words.say("limit.none")),
                limit.isPresent() ? words.say(then) : words.say("limit.none.then")));
    }

    private List<Phrase> checks() {
        List<Phrase> all = new ArrayList<>();
        desk.suite()
                .phases()
                .forEach(phase -> phase.checks()
                        .forEach(check -> all.add(words.say("stops.check.phase", check.name(), phase.name()))));
        desk.suite().checks().stream().map(Check::name).map(Phrase::of).forEach(all::add);
        all.add(words.say("stops.check.proof"));
        all.add(words.say("stops.check.foretold"));
        return all;
    }
}
