package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.evidence.record.StorageResult;
import dev.cleanslate.evidence.record.UnreadableRecord;
import dev.cleanslate.run.Certification;
import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of an object store by the record of a reset, and by those of {@code storage} that came after it. */
public record PastStorage(Optional<StorageResult> atReset, List<Later> later) {

    public PastStorage {
        later = List.copyOf(later);
    }

    /** A run of its own that took objects away. */
    public record Later(Path folder, String run, StorageResult found) {

        /** Nothing of it is signed, so what is certified names its files. */
        public Certification.Link link() throws IOException {
            List<Digest.NamedDigest> files = new ArrayList<>();
            files.add(Digest.NamedDigest.of(RunRecord.NAME, Files.readAllBytes(folder.resolve(RunRecord.NAME))));
            files.add(Digest.NamedDigest.of(
                    Journal.NAME, Afterword.withoutAfterwords(Files.readAllBytes(folder.resolve(Journal.NAME)))));
            for (StorageResult.ListFile list : found.lists().orElse(List.of())) {
                try (InputStream content = Files.newInputStream(folder.resolve(list.name()))) {
                    files.add(new Digest.NamedDigest(list.name(), Digest.of(content)));
                }
            }
            return new Certification.Link("storage", run, files);
        }
    }

    /** Newest first. */
    public static PastStorage of(Path reports, String target, PastReset reset) throws IOException {
        List<Later> later = new ArrayList<>();
        for (Path folder : RunFolders.newestFirst(reports, Optional.of(target), Optional.of(reset.suite()))) {
            Optional<RunRecord> record =
                    String.valueOf(folder.getFileName()).equals(reset.run()) ? Optional.empty() : record(folder);
            record.filter(r -> r.command().equals("storage")
                            && Instant.parse(r.startedAt()).isAfter(reset.at()))
                    .flatMap(RunRecord::storage)
                    .filter(found -> found.cleared().isPresent())
                    .ifPresent(found -> later.add(new Later(folder, record.get().run(), found)));
        }
        return new PastStorage(record(reset.folder()).flatMap(RunRecord::storage), later);
    }

    private static Optional<RunRecord> record(Path folder) throws IOException {
        Path file = folder.resolve(RunRecord.NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunRecord.of(Files.readAllBytes(file)));
        } catch (UnreadableRecord unreadable) {
            // Another point of the certification says that it cannot be read.
            return Optional.empty();
        }
    }
}
