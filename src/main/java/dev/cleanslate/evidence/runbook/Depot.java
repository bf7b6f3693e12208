package dev.cleanslate.evidence.runbook;

import dev.cleanslate.evidence.Certificate;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.evidence.runbook.Schedule.Moment;
import dev.cleanslate.suite.ObjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The object store in the runbook: what files the rows leave behind, the opt-in that takes them away, and the way back. */
final class Depot {

    private final Desk desk;
    private final Wording words;

    Depot(Desk desk) {
        this.desk = desk;
        this.words = desk.words();
    }

    private Optional<ObjectStore> store() {
        return desk.suite().sections().storage();
    }

    /** Whether anything can be looked at. */
    private boolean there() {
        return store().isPresent() && !desk.target().storeless();
    }

    private boolean takes() {
        return there() && store().orElseThrow().orphans().limit() > 0;
    }

    private Optional<StorageResult> rehearsed() {
        return desk.measured().map(Measured::certificate).flatMap(Certificate::storage);
    }

    /** Of a target that says it has none. */
    Optional<Block> caution() {
        return store().filter(store -> desk.target().storeless())
                .map(store -> new Block.Notice(
                        desk.guarded() ? Block.Tone.STOP : Block.Tone.CARE,
                        words.say("files.none"),
                        List.of(words.say("files.none.why", Phrase.code("outside: { storage: none }")))));
    }

    /** Those that have to be set in the terminal, in their order. */
    List<String> variables() {
        return there() ? store().orElseThrow().variables() : List.of();
    }

    Optional<Phrase> tick() {
        return takes() ? Optional.of(words.say("files.tick", count())) : Optional.empty();
    }

    /** The reset that takes files away too, in both doors. */
    List<Block> start() {
        if (!takes()) {
            return List.of();
        }
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("files.start", count(), fate(), Phrase.link(words.text("files.back"), "putback")));
        Lines lines = desk.lines();
        body.add(desk.line("files.start.jar", lines.reset() + " " + optIn("--execute-storage ")));
        if (lines.hasMaven()) {
            body.add(desk.line("files.start.maven", lines.resetMaven() + " " + optIn("-Dreset.execute-storage=")));
        }
        return body;
    }

    /** When it is time to look into the bucket. */
    Optional<Move> move(Moment moment) {
        if (!there()) {
            return Optional.empty();
        }
        List<Block> body = new ArrayList<>();
        body.add(desk.paragraph("files.why", bucket(), keys()));
        rehearsed()
                .flatMap(StorageResult::after)
                .ifPresentOrElse(
                        counts -> body.add(new Block.Points(
                                false,
                                List.of(
                                        words.say(
                                                "files.orphans",
                                                words.number(counts.orphans()),
                                                words.number(counts.orphanBytes()),
                                                fate()),
                                        words.say("files.missing", words.number(counts.missing()))))),
                        () -> body.add(desk.paragraph("files.unknown")));
        body.add(desk.line("files.count", desk.lines().storage()));
        if (takes()) {
            body.add(desk.line("files.take", desk.lines().storage() + " " + optIn("--execute-storage ")));
        }
        body.add(desk.exits("exit.files", 0, 2, 3, 4, 5));
        return Optional.of(
                new Move("files", moment, List.of(desk.roles().operator()), words.say("move.files"), "", body));
    }

    /** How files come back. */
    List<Block> back() {
        if (!takes()) {
            return List.of();
        }
        List<Block> body = new ArrayList<>();
        body.add(new Block.Heading(3, "putback", words.say("files.back.title")));
        String quarantine = store().orElseThrow().orphans().quarantine();
        if (quarantine.isEmpty()) {
            body.add(desk.paragraph("files.back.never"));
            return body;
        }
        body.add(desk.paragraph("files.back.how", Phrase.code(quarantine), Phrase.code("storage-taken.txt")));
        body.add(desk.line("ended.run", desk.lines().run()));
        body.add(desk.line("files.back.do", putBack(quarantine)));
        body.add(desk.paragraph("files.back.then"));
        return body;
    }

    /** An object of this reset after the other; keys stand percent-encoded in the list. */
    private String putBack(String quarantine) {
        String at = store().orElseThrow()
                .endpoint()
                .map(endpoint -> " --endpoint-url " + value(endpoint))
                .orElse("");
        return "while read -r key rest; do key=$(printf '%b' \"${key//%/\\\\x}\"); aws s3 mv" + at + " \"s3://\""
                + bucketWord() + "/" + Shell.word(quarantine) + "\"$key\" \"s3://\"" + bucketWord()
                + "/\"$key\" || break; done < \"$RUN/storage-taken.txt\"";
    }

    private String optIn(String option) {
        return option + bucketWord();
    }

    private String bucketWord() {
        return value(store().orElseThrow().bucket());
    }

    /** As the shell takes it: what comes from the environment comes from there in the terminal too. */
    private static String value(String said) {
        Optional<String> name = ObjectStore.variable(said);
        if (name.isEmpty()) {
            return Shell.word(said);
        }
        String rest = said.substring(said.indexOf(':') + 1 + name.get().length());
        return "\"$" + name.get() + "\"" + (rest.isEmpty() ? "" : Shell.word(rest));
    }

    private Phrase bucket() {
        return Phrase.code(rehearsed()
                .map(StorageResult::bucket)
                .orElseGet(() -> store().orElseThrow().bucket()));
    }

    private Phrase keys() {
        return Phrase.code(String.join(
                ", ",
                store().orElseThrow().keys().stream()
                        .map(ObjectStore.KeyColumn::toString)
                        .toList()));
    }

    private Phrase count() {
        return rehearsed()
                .flatMap(StorageResult::after)
                .map(counts -> Phrase.strong(words.number(counts.orphans())))
                .orElseGet(() -> words.say("unknown.number"));
    }

    private Phrase fate() {
        ObjectStore.Orphans orphans = store().orElseThrow().orphans();
        return words.say("files.fate." + orphans.word(), Phrase.code(orphans.quarantine()));
    }
}
