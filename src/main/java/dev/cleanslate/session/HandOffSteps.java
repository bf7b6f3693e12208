package dev.cleanslate.session;

import dev.cleanslate.postgres.Aside;
import dev.cleanslate.run.Stage;
import dev.cleanslate.run.StepFailure;
import dev.cleanslate.session.HandOff.Rests;
import dev.cleanslate.suite.Check;
import dev.cleanslate.suite.Place;
import dev.cleanslate.suite.Target.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The steps of a certification, in their order, and to which group of the hand-over each belongs. */
final class HandOffSteps {

    private static final String DATABASE = "database";
    private static final String FUNCTIONALITY = "functionality";
    private static final String LOGIC = "business-logic";
    private static final String DOCUMENTS = "documentation";

    private final Workbench bench;
    private final HandOff handOff;
    private final Slugs slugs = new Slugs();
    private final List<Step> steps = new ArrayList<>();
    private final HandOffLook look;
    private final HandOffEvidence evidence;
    private final HandOffScan scan;
    private final HandOffStorage storage;

    private HandOffSteps(Workbench bench, HandOff handOff) {
        this.bench = bench;
        this.handOff = handOff;
        this.look = new HandOffLook(bench, handOff);
        this.evidence = new HandOffEvidence(bench, handOff);
        this.scan = new HandOffScan(bench, handOff);
        this.storage = new HandOffStorage(bench, handOff, look::waivedOr);
    }

    static List<Step> of(Workbench bench, HandOff handOff) {
        HandOffSteps list = new HandOffSteps(bench, handOff);
        list.ground();
        list.evidence();
        list.verification();
        return List.copyOf(list.steps);
    }

    private void ground() {
        if (bench.target.where() instanceof Where.Embedded embedded && !bench.paired) {
            plain(
                    "server",
                    "PostgreSQL " + embedded.major() + " starts and the demo data is loaded",
                    () -> DemoServer.start(bench, "server", embedded));
        }
        plain("connect", "The database can be reached", () -> {
            if (bench.paired && !bench.reached()) {
                throw new StepFailure(
                        StepFailure.Kind.CHECK, "the reset before this came to no database that could be certified.");
            }
            Preflight.connect(bench, false);
        });
        plain("catalog", "The catalog is read, and all the rest at that one moment", look::catalog);
        plain("names", "What the suite names is there", look::names);
        plain("signing-key", "There is a key to sign the certificate with", () -> Certifying.findKey(bench));
        if (bench.target.requireTls()) {
            asked(Stage.PREFLIGHT, DATABASE, "tls", "The connection is encrypted", d -> look.encrypted());
        }
        asked(Stage.PREFLIGHT, DATABASE, "identity", "The database is the one that is meant", d -> look.identity());
    }

    private void evidence() {
        told(Stage.PREFLIGHT, DATABASE, "reset", "A reset that passed is on record", evidence::onRecord);
        told(Stage.PREFLIGHT, DATABASE, "since", "Nothing was reset or restored after it", evidence::nothingSince);
        told(Stage.PREFLIGHT, LOGIC, "suite", "The suite is that of the reset", evidence::sameSuite);
        told(Stage.PREFLIGHT, DOCUMENTS, "reset-evidence", "The evidence of the reset holds", evidence::ofReset);
        told(
                Stage.PREFLIGHT,
                DOCUMENTS,
                "rehearsal-evidence",
                "The evidence of its rehearsal holds",
                evidence::ofRehearsal);
        if (bench.storage().asked()) {
            told(
                    Stage.PREFLIGHT,
                    DATABASE,
                    "storage-record",
                    "What became of files without a row is on record",
                    storage::onRecord);
        }
        told(
                Stage.SMOKE,
                FUNCTIONALITY,
                "smoke",
                "The smoke tests passed after the reset (cited, not repeated)",
                evidence::smoke);
    }

    private void verification() {
        Stage stage = Stage.VERIFICATION;
        asked(stage, DATABASE, "schema", "The schema is that of the reset", d -> look.schema());
        for (Check check : bench.suite.checks()) {
            // What the scan says comes below, once.
            if (!(check.kind() instanceof Check.Kind.Clean)) {
                boolean ofRows =
                        check.kind() instanceof Check.Kind.Rows || check.kind() instanceof Check.Kind.NoOrphans;
                String id = slugs.of("check-", check.name());
                add(stage, ofRows ? DATABASE : LOGIC, id, check.name(), check.place(), d -> look.check(id, check));
            }
        }
        asked(stage, DATABASE, "protected", "Protected tables are as the reset left them", look::standing);
        asked(stage, LOGIC, "triggers", "Triggers are on as the suite says they end", d -> look.triggers());
        asked(stage, LOGIC, "jobs", "Scheduled jobs are on", d -> look.jobs());
        asked(stage, DATABASE, "scan", "No demo or test data is found", d -> scan.contamination("scan", d));
        told(stage, DATABASE, "passwords", "Nobody has a default password", scan::passwords);
        told(stage, FUNCTIONALITY, "sequences", "Sequences are ahead of their rows", scan::sequences);
        if (bench.storage().asked()) {
            asked(
                    stage,
                    DATABASE,
                    "storage-now",
                    "No file in the bucket is without a row",
                    d -> storage.now("storage-now"));
            told(stage, FUNCTIONALITY, "storage-rows", "Every row has its file in the bucket", storage::rows);
        }
    }

    /** Without which there is nothing to look at. */
    private void plain(String id, String name, Runnable body) {
        handOff.expect(DATABASE, id, name);
        steps.add(new Step(
                placed(bench, Stage.PREFLIGHT),
                id,
                name,
                bench.suite.place(),
                Step.Kind.WORK,
                d -> handOff.look(id, () -> {
                    body.run();
                    return Rests.done("");
                })));
    }

    private void told(Stage stage, String group, String id, String name, Supplier<Rests> body) {
        step(stage, group, id, name, bench.suite.place(), d -> body.get());
    }

    private void asked(Stage stage, String group, String id, String name, Function<Step.Dynamic, Rests> body) {
        add(stage, group, id, name, bench.suite.place(), body);
    }

    /** A statement that fails fails alone: the transaction goes on. */
    private void add(
            Stage stage, String group, String id, String name, Place place, Function<Step.Dynamic, Rests> body) {
        step(stage, group, id, name, place, d -> Aside.of(bench.session(), () -> body.apply(d)));
    }

    private void step(
            Stage stage, String group, String id, String name, Place place, Function<Step.Dynamic, Rests> body) {
        handOff.expect(group, id, name);
        steps.add(new Step(
                placed(bench, stage),
                id,
                name,
                place,
                Step.Kind.CHECK,
                d -> handOff.look(id, () -> {
                    ready();
                    return body.apply(d);
                })));
    }

    /** After a reset in the same tree it is all one stage. */
    static Stage placed(Workbench bench, Stage stage) {
        return bench.paired ? Stage.EVIDENCE : stage;
    }

    /** A check that was chosen alone has none of the ground below it. */
    private void ready() {
        if (!bench.connected()) {
            Preflight.connect(bench, false);
            look.catalog();
            look.names();
            evidence.onRecord();
        }
    }
}
