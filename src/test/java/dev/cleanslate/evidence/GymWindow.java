package dev.cleanslate.evidence;

import dev.cleanslate.evidence.runbook.Matter;
import dev.cleanslate.evidence.runbook.Person;
import dev.cleanslate.suite.Reading;
import dev.cleanslate.suite.Suite;
import dev.cleanslate.suite.SuiteFile;
import dev.cleanslate.suite.Target;
import dev.cleanslate.suite.Targets;
import dev.cleanslate.suite.TargetsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
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

    static Suite suite() throws IOException {
        Path file = Path.of("suites/gym/suite.yaml");
        return ((Reading.Sound<Suite>) SuiteFile.read(file, Files.readString(file) + AROUND)).value();
    }

    static Target target(Path folder, String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("targets.yaml"), yaml);
        Targets targets = ((Reading.Sound<Targets>) TargetsFile.read(file)).value();
        return targets.byName().values().iterator().next();
    }

    static CertificateFile.Sound rehearsal() {
        CertificateFile.Sound sound = (CertificateFile.Sound) CertificateFile.read(
                Path.of("src/test/resources/dev/cleanslate/evidence/runbook.certificate.json"));
        return new CertificateFile.Sound(
                Path.of("reports/prod/gym", sound.certificate().run(), "certificate.json"),
                sound.certificate(),
                sound.signer(),
                sound.digest());
    }

    static Matter matter(Suite suite, Target target, Optional<CertificateFile> rehearsal, Optional<ZonedDateTime> start) {
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
                suite.sections().contacts().stream()
                        .map(c -> new Person(c.name(), c.role(), c.phone(), c.email()))
                        .toList(),
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
}
