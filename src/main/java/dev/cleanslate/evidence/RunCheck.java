package dev.cleanslate.evidence;

import dev.cleanslate.evidence.Verification.Item;
import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.seal.Digest;
import dev.cleanslate.seal.PublicKey;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The files of one run against each other, and against what is signed among them. */
final class RunCheck {

    private final Path folder;
    private final Optional<PublicKey> key;
    private final Optional<String> tool;
    private final Set<String> named = new HashSet<>();
    private final List<Item> items = new ArrayList<>();

    RunCheck(Path folder, Optional<PublicKey> key, Optional<String> tool) {
        this.folder = folder;
        this.key = key;
        this.tool = tool;
    }

    List<Item> items() throws IOException {
        JsonNode record = record();
        JournalCheck journal = journal(record);
        if (record != null && journal != null && journal.whole()) {
            List<String> differences =
                    new JournalReplay(Files.readAllBytes(folder.resolve(Journal.NAME))).differences(record);
            say(
                    RunRecord.NAME,
                    differences.isEmpty(),
                    differences.isEmpty()
                            ? "what it tells is what the journal tells."
                            : "it tells otherwise than the journal: " + String.join("; ", differences) + ".");
        }
        if (record != null
                && items.stream()
                        .allMatch(item -> item.holds() || !item.subject().equals(RunRecord.NAME))
                && Files.exists(folder.resolve(ExecutionLog.NAME))) {
            log();
        }
        if (Files.exists(folder.resolve(Certificate.NAME))) {
            certificate(record);
        } else {
            boolean certified = record != null
                    && record.path("certification").path("verdict").asString("").startsWith("certified");
            say(
                    Certificate.NAME,
                    !certified,
                    certified
                            ? "it is missing, though the record says that the database was certified."
                            : "there is none, so nothing here is signed.");
        }
        if (record != null) {
            lists(record);
        }
        // What is drawn from a record that does not hold says nothing of the files that were drawn from it once.
        boolean sound =
                items.stream().allMatch(item -> item.holds() || !item.subject().equals(RunRecord.NAME));
        if (record != null && sound && tool.isPresent()) {
            byte[] bytes = Files.readAllBytes(folder.resolve(RunRecord.NAME));
            items.addAll(new FormsCheck(folder, bytes).items(tool.get(), named));
        }
        uncovered();
        return items;
    }

    /** Whoever reads that all of it holds is told what that is not said of. */
    private void uncovered() throws IOException {
        Set<String> spokenOf = new HashSet<>(named);
        items.forEach(item -> spokenOf.add(item.subject()));
        List<String> others;
        try (Stream<Path> files = Files.list(folder)) {
            others = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> !spokenOf.contains(name))
                    .sorted()
                    .toList();
        }
        others.forEach(name -> items.add(new Item(
                name,
                true,
                name.equals(AllureResults.NAME) || name.equals(AllurePage.NAME)
                        ? "not covered: engineers' view of the record, with the trends of earlier runs and links to the build;"
                                + " no certificate names it and nothing here compares it. What counts stands in "
                                + RunRecord.NAME
                                + "."
                        : "not covered: no certificate names it and nothing here compares it.",
                Verification.Look.UNCOVERED)));
    }

    private @Nullable JsonNode record() throws IOException {
        Path file = folder.resolve(RunRecord.NAME);
        if (!Files.exists(file)) {
            say(RunRecord.NAME, false, "it is missing.");
            return null;
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            JsonNode record = RecordFile.read(bytes);
            int at = Arrays.mismatch(bytes, RecordFile.pretty(record).getBytes(StandardCharsets.UTF_8));
            if (at >= 0) {
                say(
                        RunRecord.NAME,
                        false,
                        "from byte " + (at + 1) + " (line " + line(bytes, at)
                                + ") on it is not as Cleanslate writes it: a byte was changed, or it was formatted anew.");
                return null;
            }
            Optional<String> stranger = RecordTree.stranger(record, RunRecord.class, "");
            stranger.ifPresent(field -> say(
                    RunRecord.NAME,
                    false,
                    "it has a field \"" + field + "\", which records of this version of Cleanslate do not have."));
            return record;
        } catch (JacksonException e) {
            say(
                    RunRecord.NAME,
                    false,
                    "it is not whole JSON: it goes wrong in line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ".");
            return null;
        }
    }

    private @Nullable JournalCheck journal(@Nullable JsonNode record) throws IOException {
        Path file = folder.resolve(Journal.NAME);
        if (!Files.exists(file)) {
            say(Journal.NAME, false, "it is missing.");
            return null;
        }
        JournalCheck check = JournalCheck.of(file);
        if (record != null) {
            JsonNode end = record.path("journal");
            check = record.path("finishedAt").isNull()
                    ? check.startingWith(
                            end.path("lines").asLong(-1), end.path("head").asString(""), file)
                    : check.against(
                            end.path("lines").asLong(-1), end.path("head").asString(""));
        }
        say(
                Journal.NAME,
                check.whole(),
                check.broken()
                        .map(broken -> "line " + broken.line() + ": " + broken.what() + ".")
                        .orElse("its chain of " + Figures.count(check.lines(), "line") + " is whole"
                                + (check.finished() ? "." : "; the run did not come to its end.")));
        if (!check.whole() && JournalCheck.of(file).whole()) {
            say(
                    RunRecord.NAME,
                    false,
                    "it names another end of the journal than there is: one of the two was changed, or a part is missing.");
        }
        if (check.whole()) {
            Afterword.told(Files.readAllBytes(file)).forEach(told -> say(Journal.NAME, true, told));
        }
        return check;
    }

    private void log() throws IOException {
        try {
            boolean same = ExecutionLog.of(folder).equals(Files.readString(folder.resolve(ExecutionLog.NAME)));
            say(
                    ExecutionLog.NAME,
                    same,
                    same
                            ? "it tells what the record, the notes and the sign-offs tell."
                            : "it is not what this version draws from the record, the notes and the sign-offs: it was"
                                    + " changed, or another version drew it. report draws it again.");
        } catch (UnreadableRecord | MalformedInputException | DateTimeException e) {
            say(ExecutionLog.NAME, false, "it cannot be compared with the record: " + e.getMessage());
        }
    }

    private void certificate(@Nullable JsonNode record) throws IOException {
        Path file = folder.resolve(Certificate.NAME);
        CertificateFile read = CertificateFile.read(file);
        if (read instanceof CertificateFile.Unsound flaw) {
            say(Certificate.NAME, false, flaw.sentence() + ".");
        } else {
            CertificateFile.Whole sound = (CertificateFile.Whole) read;
            say(Certificate.NAME, true, "the signature holds: " + Described.certificate(sound));
            items.add(Verification.signer(Certificate.NAME, sound.signer(), key));
            if (record != null && !sound.said().run().equals(record.path("run").asString(""))) {
                say(
                        Certificate.NAME,
                        false,
                        "it is of run " + sound.said().run() + ", and this folder is of run "
                                + record.path("run").asString("") + ".");
            }
            for (Digest.NamedDigest named : sound.said().files()) {
                named(named);
            }
        }
        for (SignOffFile signOff : SignOffs.beside(file)) {
            signOff(signOff, read);
        }
        for (TicksFile ticks : TicksFile.beside(file)) {
            ticks(ticks, read, record);
        }
    }

    private void named(Digest.NamedDigest named) throws IOException {
        this.named.add(named.name());
        Path file = folder.resolve(named.name()).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            say(named.name(), false, "the certificate names it, and it is missing.");
            return;
        }
        boolean same = ChainCheck.same(folder, named);
        say(
                named.name(),
                same,
                same
                        ? "it is the file that the certificate names."
                        : "it was changed: its SHA-256 is not the one in the certificate.");
    }

    /** The lists of objects that the record names; those that the certificate names too were told there. */
    private void lists(JsonNode record) throws IOException {
        for (JsonNode list : record.path("storage").path("lists").values()) {
            String name = list.path("name").asString("");
            Path file = folder.resolve(name).normalize();
            if (named.add(name)) {
                boolean there = file.startsWith(folder.normalize()) && Files.isRegularFile(file);
                boolean same = there
                        && ChainCheck.same(
                                folder,
                                new Digest.NamedDigest(name, list.path("sha256").asString("")));
                say(
                        name,
                        same,
                        same
                                ? "it is the list of objects that the record names."
                                : there
                                        ? "it was changed: its SHA-256 is not the one in the record."
                                        : "the record names it, and it is missing.");
            }
        }
    }

    private void signOff(SignOffFile file, CertificateFile certificate) {
        String name = String.valueOf(file.file().getFileName());
        if (file instanceof SignOffFile.Unsound flaw) {
            say(name, false, flaw.sentence() + ".");
            return;
        }
        SignOffFile.Sound sound = (SignOffFile.Sound) file;
        say(
                name,
                true,
                "the signature holds, by key " + sound.signer().id() + " (" + sound.signer() + "): "
                        + Described.signOff(sound));
        if (certificate instanceof CertificateFile.Whole c
                && !c.digest().equals(sound.signOff().certificate())) {
            say(name, false, "it is for another certificate than the one beside it.");
        }
    }

    private void ticks(TicksFile file, CertificateFile certificate, @Nullable JsonNode record) {
        String name = String.valueOf(file.file().getFileName());
        if (file instanceof TicksFile.Unsound flaw) {
            say(name, false, flaw.sentence() + ".");
            return;
        }
        TicksFile.Sound sound = (TicksFile.Sound) file;
        say(
                name,
                true,
                "the signature holds, by key " + sound.signer().id() + " (" + sound.signer() + "): "
                        + Described.ticks(sound));
        if (certificate instanceof CertificateFile.Whole c
                && !c.digest().equals(sound.ticks().certificate())) {
            say(name, false, "it is for another certificate than the one beside it.");
        }
        if (record != null) {
            Set<String> known = new HashSet<>();
            record.path("certification")
                    .path("groups")
                    .valueStream()
                    .flatMap(group -> group.path("items").valueStream())
                    .filter(item ->
                            item.path("role").asString("").equals(sound.ticks().role()))
                    .forEach(item -> known.add(item.path("what").asString("")));
            sound.ticks().items().stream()
                    .filter(item -> !known.contains(item))
                    .forEach(item -> say(
                            name,
                            false,
                            "the record has no item \"" + item + "\" for role "
                                    + sound.ticks().role() + "."));
        }
    }

    private void say(String subject, boolean holds, String sentence) {
        items.add(new Item(subject, holds, sentence));
    }

    private static int line(byte[] bytes, int at) {
        int line = 1;
        for (int i = 0; i < Math.min(at, bytes.length); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
