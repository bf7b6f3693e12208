package dev.cleanslate.evidence;

import dev.cleanslate.run.Certification;
import dev.cleanslate.run.Certification.State;
import dev.cleanslate.run.RunEvent;
import dev.cleanslate.run.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a certification comes to, for a person at a terminal. */
final class CertificationText implements RunListener {

    private static final int LINE = 98;

    private final Ink ink;
    private @Nullable Certification certification;

    CertificationText(Ink ink) {
        this.ink = ink;
    }

    @Override
    public void on(Instant at, RunEvent event) {
        if (event instanceof RunEvent.Certified e) {
            certification = e.certification();
        }
    }

    /** Instead of the outcome of the run. */
    Optional<String> verdict() {
        return Optional.ofNullable(certification).map(said -> {
            String word = said.verdict().toUpperCase(Locale.ROOT).replace('-', ' ');
            return said.certified() ? ink.green(word) : ink.red(word);
        });
    }

    String figures() {
        Certification said = certification;
        if (said == null) {
            return "nothing was changed";
        }
        return (said.certified()
                        ? "on the strength of reset " + said.reset()
                        : Figures.count(said.inTheWay().size(), "thing") + " in the way")
                + ", nothing was changed";
    }

    /** Each thing in the way, each that somebody answers for, and what people still have to do. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Certification said = certification;
        if (said != null) {
            said.inTheWay().forEach(what -> add(lines, "In the way  ", what));
            said.waivers()
                    .forEach(waiver -> add(
                            lines,
                            "Waived      ",
                            waiver.finding() + ": " + waiver.owner() + ", until " + waiver.expires() + ", "
                                    + waiver.reason()));
            if (said.certified()) {
                said.groups().stream()
                        .flatMap(group -> group.items().stream())
                        .filter(item -> item.state() == State.OPEN)
                        .forEach(item -> add(lines, "Open        ", item.what() + " (" + item.rests() + ")"));
            }
        }
        return lines;
    }

    private static void add(List<String> lines, String label, String text) {
        List<String> wrapped = text.lines()
                .flatMap(line -> Width.wrap(Printable.of(line), LINE - label.length()).stream())
                .toList();
        for (int i = 0; i < wrapped.size(); i++) {
            lines.add((i == 0 ? label : " ".repeat(label.length())) + wrapped.get(i));
        }
    }
}
