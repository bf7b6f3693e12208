package dev.cleanslate.evidence;

import dev.cleanslate.evidence.Verification.Item;
import dev.cleanslate.run.Certification;
import dev.cleanslate.seal.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The runs that a signed one rests on: each file of them by the SHA-256 that the later run signed, and each of them by
 * itself. They lie beside it, or were named along with it.
 */
final class ChainCheck {

    private final Map<String, Path> folders = new LinkedHashMap<>();
    private final Map<String, Path> checked = new LinkedHashMap<>();
    private final List<Item> items = new ArrayList<>();

    /** {@code named}: what was given; those that are folders of runs need not be looked for, nor looked at again. */
    ChainCheck(List<Path> named) {
        named.stream().filter(Files::isDirectory).forEach(folder -> {
            folders.put(name(folder), folder);
            checked.put(name(folder), folder);
        });
    }

    List<Item> items() {
        return items;
    }

    void follow(Path certificate) throws IOException {
        if (!(CertificateFile.read(certificate) instanceof CertificateFile.OfRun run)) {
            return;
        }
        Path beside =
                Objects.requireNonNull(certificate.toAbsolutePath().normalize().getParent(), "a file is in a folder");
        for (Certification.Link link : run.said().chain()) {
            Optional<Path> folder = find(link.run(), beside);
            if (folder.isEmpty()) {
                items.add(new Item(
                        link.run(),
                        true,
                        "the " + link.kind() + " that " + run.said().kind() + " "
                                + run.said().run()
                                + " rests on is not here, so it was not looked at. Put its folder beside this one, or name it too.",
                        Verification.Look.ABSENT));
            } else {
                link(run.said(), link, folder.get());
            }
        }
    }

    private void link(RunCertificate later, Certification.Link link, Path folder) throws IOException {
        List<String> others = new ArrayList<>();
        for (Digest.NamedDigest named : link.files()) {
            if (!same(folder, named)) {
                others.add(named.name());
            }
        }
        String rests = "the " + link.kind() + " that " + later.kind() + " " + later.run() + " rests on: ";
        others.forEach(name -> items.add(new Item(
                link.run() + "/" + name,
                false,
                rests + (Files.exists(folder.resolve(name)) ? "it was changed since." : "it is missing."))));
        if (others.isEmpty()) {
            items.add(new Item(
                    link.run(), true, rests + Figures.count(link.files().size(), "file") + " as they were then."));
        }
        if (checked.putIfAbsent(link.run(), folder) == null) {
            new RunCheck(folder, Optional.empty(), Optional.empty())
                    .items().stream()
                            .filter(Item::looked)
                            .forEach(item -> items.add(
                                    new Item(link.run() + "/" + item.subject(), item.holds(), item.sentence())));
            follow(folder.resolve(Certificate.NAME));
        }
    }

    /** What is noted in a journal after the run's end changes nothing of the run. */
    static boolean same(Path folder, Digest.NamedDigest named) throws IOException {
        Path file = folder.resolve(named.name()).normalize();
        if (!file.startsWith(folder.normalize()) || !Files.isRegularFile(file)) {
            return false;
        }
        // A list of objects may have millions of lines.
        try (InputStream content = Files.newInputStream(file)) {
            if (Digest.of(content).equals(named.digest())) {
                return true;
            }
        }
        return named.name().equals(Journal.NAME)
                && Digest.of(Afterword.withoutAfterwords(Files.readAllBytes(file)))
                        .equals(named.digest());
    }

    private Optional<Path> find(String run, Path beside) {
        Path known = folders.get(run);
        if (known != null) {
            return Optional.of(known);
        }
        Path sibling = beside.resolveSibling(run);
        // The name comes from a signed file, but who signed it is not known here: it must not lead elsewhere.
        return RunId.names(Path.of(run)) && Files.isDirectory(sibling) ? Optional.of(sibling) : Optional.empty();
    }

    private static String name(Path folder) {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }
}
