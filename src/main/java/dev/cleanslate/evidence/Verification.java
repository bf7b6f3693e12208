package dev.cleanslate.evidence;

import dev.cleanslate.evidence.record.RunRecord;
import dev.cleanslate.seal.Opened;
import dev.cleanslate.seal.PublicKey;
import dev.cleanslate.seal.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of some evidence holds, item by item, from its files alone: no network, no database, no clock. {@code items} are
 * empty when the path is no evidence at all, and then {@code stranger} says why.
 */
public record Verification(List<Item> items, Optional<String> stranger) {

    /**
     * {@code subject} is a file's name; {@code sentence} says what holds of it, or what does not. What was not looked at
     * speaks neither for nor against the rest.
     */
    public record Item(String subject, boolean holds, String sentence, Look look) {

        Item(String subject, boolean holds, String sentence) {
            this(subject, holds, sentence, Look.TAKEN);
        }

        public boolean looked() {
            return look == Look.TAKEN;
        }
    }

    /** Whether there was anything to look at, and anything to hold it against. */
    public enum Look {
        TAKEN,
        /** It is somewhere else. */
        ABSENT,
        /** It is there, and nothing that is signed or recorded says what has to be in it. */
        UNCOVERED
    }

    public Verification {
        items = List.copyOf(items);
    }

    /** 0 when everything holds, 1 when something does not, 2 when there is nothing to verify. */
    public int exitCode() {
        return items.isEmpty() ? 2 : items.stream().allMatch(Item::holds) ? 0 : 1;
    }

    /** A certificate, a sign-off, or the folder of a run; with {@code key}, whatever is signed must be signed by it. */
    public static Verification of(Path path, Optional<PublicKey> key) {
        return of(path, key, Optional.empty());
    }

    /** With {@code tool}, the version of this program, also whether what it drew from the record is still that. */
    public static Verification of(Path path, Optional<PublicKey> key, Optional<String> tool) {
        try {
            if (Files.isDirectory(path)) {
                return folder(path, key, tool);
            }
            if (!Files.isRegularFile(path)) {
                return stranger(path + ": there is no such file or folder.");
            }
            String name = String.valueOf(path.getFileName());
            Path parent = path.toAbsolutePath().getParent();
            return parent != null && (name.equals(RunRecord.NAME) || name.equals(Journal.NAME))
                    ? folder(parent, key, tool)
                    : document(path, key);
        } catch (IOException e) {
            return stranger(path + ": it cannot be read: " + RunFolder.why(e) + ".");
        }
    }

    /** Each of them by itself, and every run that those rest on, as far as it lies beside them or is one of them. */
    public static Verification ofChain(List<Path> paths, Optional<PublicKey> key, Optional<String> tool) {
        List<Item> items = new ArrayList<>();
        ChainCheck chain = new ChainCheck(paths);
        for (Path path : paths) {
            Verification one = of(path, key, tool);
            if (one.stranger().isPresent()) {
                return one;
            }
            String of = paths.size() > 1 ? path + ": " : "";
            one.items()
                    .forEach(item ->
                            items.add(new Item(of + item.subject(), item.holds(), item.sentence(), item.look())));
            try {
                chain.follow(Files.isDirectory(path) ? path.resolve(Certificate.NAME) : path);
            } catch (IOException e) {
                items.add(new Item(
                        String.valueOf(path.getFileName()),
                        false,
                        "the runs that it rests on cannot be read: " + RunFolder.why(e) + "."));
            }
        }
        items.addAll(chain.items());
        return new Verification(items, Optional.empty());
    }

    private static Verification folder(Path folder, Optional<PublicKey> key, Optional<String> tool) throws IOException {
        boolean any = Files.exists(folder.resolve(RunRecord.NAME))
                || Files.exists(folder.resolve(Journal.NAME))
                || Files.exists(folder.resolve(Certificate.NAME));
        return any
                ? new Verification(new RunCheck(folder, key, tool).items(), Optional.empty())
                : stranger(folder + ": this is not the folder of a run: it holds neither " + RunRecord.NAME + " nor "
                        + Journal.NAME + " nor " + Certificate.NAME
                        + ". Name a folder <reports>/<target>/<suite>/<run id>.");
    }

    private static Verification document(Path file, Optional<PublicKey> key) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Opened opened = Signed.open(bytes);
        CertificateFile certificate = CertificateFile.of(file, opened);
        SignOffFile signOff = SignOffFile.of(file, opened);
        if (TicksFile.of(file, opened) instanceof TicksFile.Sound ticks) {
            String name = String.valueOf(file.getFileName());
            return new Verification(
                    List.of(
                            new Item(name, true, "the signature holds: " + Described.ticks(ticks)),
                            signer(name, ticks.signer(), key)),
                    Optional.empty());
        }
        if (certificate instanceof CertificateFile.Whole || signOff instanceof SignOffFile.Sound) {
            return new Verification(seal(file, certificate, signOff, key), Optional.empty());
        }
        // A damaged document still looks like one; anything else was named by mistake.
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (TicksFile.NAME.matcher(String.valueOf(file.getFileName())).matches() || text.contains(Ticks.SCHEMA)) {
            String flaw = TicksFile.of(file, opened) instanceof TicksFile.Unsound t ? t.sentence() : "";
            return new Verification(
                    List.of(new Item(String.valueOf(file.getFileName()), false, flaw + ".")), Optional.empty());
        }
        boolean signOffLike =
                SignOffFile.NAME.matcher(String.valueOf(file.getFileName())).matches() || text.contains(SignOff.SCHEMA);
        boolean certificateLike =
                String.valueOf(file.getFileName()).equals(Certificate.NAME) || text.contains(Certificate.SCHEMA);
        if (signOffLike || certificateLike) {
            String flaw = certificateLike && certificate instanceof CertificateFile.Unsound c
                    ? c.sentence()
                    : signOff instanceof SignOffFile.Unsound s ? s.sentence() : "";
            return new Verification(
                    List.of(new Item(String.valueOf(file.getFileName()), false, flaw + ".")), Optional.empty());
        }
        return stranger(file + ": this is neither a certificate, nor a sign-off, nor a run's record of Cleanslate.");
    }

    private static List<Item> seal(
            Path file, CertificateFile certificate, SignOffFile signOff, Optional<PublicKey> key) {
        String name = String.valueOf(file.getFileName());
        List<Item> items = new ArrayList<>();
        if (certificate instanceof CertificateFile.Whole sound) {
            items.add(new Item(name, true, "the signature holds: " + Described.certificate(sound)));
            items.add(signer(name, sound.signer(), key));
        } else if (signOff instanceof SignOffFile.Sound sound) {
            items.add(new Item(name, true, "the signature holds: " + Described.signOff(sound)));
            items.add(signer(name, sound.signer(), key));
        }
        return items;
    }

    static Item signer(String name, PublicKey signer, Optional<PublicKey> key) {
        if (key.isEmpty()) {
            return new Item(
                    name,
                    true,
                    "signed by key " + signer.id() + " (" + signer
                            + "); whose that is, this file cannot say. With --key KEY it must be the one you expect.");
        }
        return signer.equals(key.get())
                ? new Item(name, true, "signed by the key you gave, " + signer.id() + ".")
                : new Item(
                        name,
                        false,
                        "signed by key " + signer.id() + " (" + signer + "), not by the one you gave, "
                                + key.get().id() + ".");
    }

    private static Verification stranger(String why) {
        return new Verification(List.of(), Optional.of(why));
    }
}
