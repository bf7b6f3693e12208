package dev.cleanslate.evidence;

import dev.cleanslate.api.Action;
import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.CommandCheck;
import dev.cleanslate.suite.Contact;
import dev.cleanslate.suite.Gate;
import dev.cleanslate.suite.Hook;
import dev.cleanslate.suite.Phase;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Sections;
import dev.cleanslate.suite.Smoke;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gym's maintenance window: its suite with people, programs and tests around it, and the certificate of a real rehearsal. */
final class GymWindow {

    static final ZonedDateTime START = ZonedDateTime.parse("2026-11-22T02:00+02:00[Europe/Athens]");
    static final Instant DRAWN = Instant.parse("2026-11-21T16:00:00Z");

    private static final String AROUND = """

            gates:
              - jobs: none
              - name: The workers are stopped
                command: { run: [systemctl, is-active, workers], exit: 3 }
              - name: The weekly refill workflow is off
                http: { url: "https://ci.gym.test/workflows/7?token=abc" }
              - confirm: { role: rollback engineer, question: "On standby and able to restore?" }
              - name: The owner agrees
                confirm: { role: owner, question: "Is the demo period over?" }
            hooks:
              before-reset: [ { run: [systemctl, stop, workers], timeout: 60s } ]
            smoke:
              - name: The front page answers
                http: { url: "env:APP_URL" }
            contacts:
              - { name: Ada, role: rollback engineer, phone: "+30 210 0000000" }
              - { name: Grace, email: grace@gym.test }
            """;

    static final String PROD = """
            targets:
              prod:
                url: "${PROD_DATABASE_URL}"
                suite: gym
                guarded: true
                confirm-as: gym-prod
                require-tls: true
                max-connections: 5
                window: { between: 02:00-04:00 Europe/Athens }
                max-duration: 25m
                tolerance: 5%
                trusted-keys:
                  rehearsal: [MCowBQYDK2VwAyEAtzlQzHz9kmhqK/1/DQQXykB6zJGIBmsgr1lPFOl4n84=]
                  dba: [MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=]
            """;

    private GymWindow() {}

    /** The phases of the gym as they stood when the pages were reviewed. */
    static Suite suite() throws IOException {
        Path file = Path.of("suites/gym/suite.yaml");
        Path phases = Path.of("src/test/resources/dev/cleanslate/evidence/runbook.suite.yaml");
        return ((Reading.Sound<Suite>) SuiteFile.read(file, Files.readString(phases) + AROUND)).value();
    }

    static Target target(Path folder, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("targets.yaml"), yaml);
        Targets targets = ((Reading.Sound<Targets>) TargetsFile.read(file)).value();
        return targets.byName().values().iterator().next();
    }

    static CertificateFile.Sound rehearsal() {
        CertificateFile.Sound sound = (CertificateFile.Sound)
                CertificateFile.read(Path.of("src/test/resources/dev/cleanslate/evidence/runbook.certificate.json"));
        return new CertificateFile.Sound(
                Path.of("reports/prod/gym", sound.certificate().run(), "certificate.json"),
                sound.certificate(),
                sound.signer(),
                sound.digest());
    }

    static Matter matter(
            Suite suite, Target target, Optional<CertificateFile> rehearsal, Optional<ZonedDateTime> start) {
        return new Matter(
                suite,
                target,
                new Matter.Ground(
                        Matter.Ground.USUAL_SUITES,
                        Matter.Ground.USUAL_REPORTS,
                        List.of(),
                        Optional.empty(),
                        Path.of("reports", target.name(), suite.name())),
                rehearsal,
                true,
                start,
                DRAWN,
                "0.1.0");
    }

    /** Everything known. */
    static Matter known(Path folder) throws IOException {
        return matter(suite(), target(folder, PROD), Optional.of(rehearsal()), Optional.of(START));
    }

    /** Neither a rehearsal nor a time. */
    static Matter unrehearsed(Path folder) throws IOException {
        String bare = PROD.replaceAll("(?m)^ +(window|max-duration|confirm-as): .*\\n", "");
        return matter(suite(), target(folder, bare), Optional.empty(), Optional.empty());
    }

    /** What a name can hold that means harm to a page, to Markdown and to a shell at once. */
    static final String HARM =
            "x\"'><script>alert(1)</script><img src=x onerror=alert(1)> $(touch HARMED) `touch HARMED` ;"
                    + " touch HARMED | touch HARMED & \n# owned\n```\ntouch HARMED\n````sh\ntouch HARMED\n````\n\n| a | b |\n|---|---|\n"
                    + "\u202ecba\u0007\u001b[31m [a](javascript:alert(1)) **b** {0} {1} https://evil.test www.evil.test @all \ud83d\ude00"
                    + " \u03a9 !x \\ ${HOME} \u00a0 '";

    /** The gym with such names wherever a file of it has one, in a rehearsal's tables too. */
    static Matter hostile(Path folder) throws IOException {
        Matter known = known(folder);
        Suite s = known.suite();
        List<Check> checks = List.of(new Check(HARM, s.place(), new Check.Kind.NoOrphans()));
        List<Phase> phases = s.phases().stream()
                .map(p -> new Phase(
                        HARM + p.name(),
                        p.place(),
                        p.action() instanceof Action.Wipe ? new Action.Wipe(List.of(HARM)) : new Action.Sql(HARM),
                        Map.of(),
                        Map.of(),
                        p.timeout(),
                        p.lockTimeout(),
                        p.pointOfNoReturn(),
                        checks))
                .toList();
        List<Gate> gates = List.of(
                new Gate(HARM, s.place(), new Gate.Kind.Confirm(HARM, HARM)),
                new Gate(HARM, s.place(), new Gate.Kind.FileState(HARM, true, Optional.empty(), Optional.empty())),
                new Gate(
                        HARM,
                        s.place(),
                        new Gate.Kind.Command(
                                new CommandCheck(List.of(HARM, HARM), 3, Optional.empty(), Duration.ofSeconds(3)))));
        List<Hook> hooks = List.of(new Hook(
                HARM,
                s.place(),
                Hook.Moment.BEFORE_RESET,
                false,
                new Hook.Kind.Run(List.of(HARM), 0, Duration.ofSeconds(3))));
        List<Smoke> smoke = List.of(new Smoke(HARM, s.place(), false, new Smoke.Kind.Sql(HARM, Optional.empty())));
        Suite suite = new Suite(
                HARM,
                HARM,
                s.file(),
                s.schemas(),
                s.protect(),
                s.ignore(),
                s.disabledTriggers(),
                phases,
                s.restartSequences(),
                s.unclassified(),
                checks,
                new Sections(
                        gates,
                        smoke,
                        hooks,
                        s.sections().scan(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new Contact(HARM, Optional.of(HARM), Optional.of(HARM), Optional.of(HARM))),
                        List.of()),
                s.sources(),
                s.variants());
        Target t = known.target();
        Target target = new Target(
                HARM,
                t.place(),
                t.where(),
                t.suites(),
                false,
                true,
                Optional.of(HARM),
                new Target.Trust(Map.of(HARM, List.of()), Optional.empty()),
                true,
                t.maxConnections(),
                t.timing(),
                t.scale(),
                new Target.BackupPolicy(Optional.of(HARM), Optional.empty(), Optional.empty(), Optional.empty()),
                t.rehearsal(),
                t.language(),
                t.storeless());
        return new Matter(
                suite,
                target,
                new Matter.Ground(
                        Matter.Ground.USUAL_SUITES,
                        Path.of(HARM),
                        List.of(Path.of(HARM)),
                        Optional.of(HARM),
                        Path.of(HARM)),
                Optional.of(hostile(rehearsal())),
                true,
                Optional.of(START),
                DRAWN,
                "0.1.0");
    }

    private static CertificateFile hostile(CertificateFile.Sound sound) {
        Certificate c = sound.certificate();
        Certificate harmed = new Certificate(
                c.schema(),
                c.kind(),
                HARM,
                HARM,
                HARM,
                c.tool(),
                c.issuedAt(),
                c.expiresAt(),
                c.database(),
                c.backup(),
                c.copy(),
                c.plan(),
                c.tables().stream()
                        .map(t -> new Certificate.Table(
                                HARM + t.name(), t.measured(), t.before(), t.after(), t.removed(), null, null))
                        .toList(),
                c.rowsThatGo(),
                c.phases().stream()
                        .map(p -> new Certificate.Phase(HARM + p.name(), p.rows(), p.millis(), HARM))
                        .toList(),
                c.steps(),
                c.storage(),
                c.files());
        return new CertificateFile.Sound(Path.of(HARM), harmed, sound.signer(), sound.digest());
    }
}
