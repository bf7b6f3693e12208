package dev.cleanslate.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The key that this machine or this person signs with: {@code CLEANSLATE_SIGNING_KEY}, else a file in the configuration
 * folder that only its owner can read. {@code say} hears what a person should know of it.
 */
public final class OwnKey {

    /** The private key in PKCS#8 form: PEM, or its base64 alone. */
    public static final String VARIABLE = "CLEANSLATE_SIGNING_KEY";

    static final String FILE = "signing-key.pem";

    private static final Set<PosixFilePermission> FOLDER_RIGHTS = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_RIGHTS = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private final Map<String, String> environment;
    private final Consumer<String> say;

    public OwnKey(Map<String, String> environment, Consumer<String> say) {
        this.environment = Map.copyOf(environment);
        this.say = say;
    }

    /**
     * Made on first use, once, however many ask at the same time.
     *
     * @throws UnusableKeyException when there is one that cannot be used, or none can be made
     */
    public SigningKey orMake() {
        Optional<SigningKey> there = ifThere();
        if (there.isPresent()) {
            return there.get();
        }
        Path folder = folder();
        Path file = folder.resolve(FILE);
        try {
            Files.createDirectories(folder, rights(folder, FOLDER_RIGHTS));
            requirePrivate(folder);
            Path fresh = Files.createTempFile(folder, "." + FILE, ".tmp", rights(folder, FILE_RIGHTS));
            try {
                write(fresh, SigningKey.make().pem());
                // Unlike a move, a link never replaces what somebody else put there meanwhile, and it appears whole.
                Files.createLink(file, fresh);
                say.accept(file + ": a signing key was made, since there was none.");
            } catch (FileAlreadyExistsException another) {
                // Theirs came first; it is read below.
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new UnusableKeyException(
                    file + ": no signing key can be made here: " + why(e)
                            + ". Make the folder writable, or give a key in " + VARIABLE + ". Nothing was signed.",
                    e);
        }
        return ifThere()
                .orElseThrow(() -> new UnusableKeyException(
                        file + ": the signing key vanished while it was being made. Nothing was signed."));
    }

    /** Without making one. */
    public Optional<SigningKey> ifThere() {
        String given = environment.getOrDefault(VARIABLE, "");
        if (!given.isBlank()) {
            return Optional.of(SigningKey.read(given, VARIABLE));
        }
        if (environment.containsKey(VARIABLE)) {
            throw new UnusableKeyException(VARIABLE
                    + " is set and empty, probably an unset secret. Give it a key, or unset it to use the one of this"
                    + " machine. Nothing was signed.");
        }
        Optional<Path> file = configured().map(folder -> folder.resolve(FILE)).filter(Files::exists);
        return file.map(this::read);
    }

    private SigningKey read(Path file) {
        try {
            requirePrivate(folder());
            requireSecret(file);
            return SigningKey.read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UnusableKeyException(
                    file + ": the signing key cannot be read: " + why(e) + ". Nothing was signed.", e);
        }
    }

    /** Whoever may write there can put a key of their own in place of this one; who may only look finds nothing. */
    private void requirePrivate(Path folder) throws IOException {
        if (!posix(folder)) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(folder);
        if (found.stream().anyMatch(OTHERS_WRITE::contains)) {
            throw new UnusableKeyException(folder + ": others than its owner can write to this folder ("
                    + PosixFilePermissions.toString(found)
                    + "), so the signing key in it may be anybody's. Look at it, then"
                    + " chmod 700 " + folder + ". Nothing was signed.");
        }
        if (!FOLDER_RIGHTS.containsAll(found)) {
            Files.setPosixFilePermissions(folder, FOLDER_RIGHTS);
            say.accept(folder + ": others could look into this folder (" + PosixFilePermissions.toString(found)
                    + "); it is its owner's alone now (rwx------).");
        }
    }

    private static void requireSecret(Path file) throws IOException {
        if (!posix(file)) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
        if (!FOLDER_RIGHTS.containsAll(found)) {
            throw new UnusableKeyException(file + ": others than its owner have rights on this signing key ("
                    + PosixFilePermissions.toString(found) + "). When nobody can have read it, chmod 600 " + file
                    + "; otherwise delete it and let a new one be made. Nothing was signed.");
        }
    }

    private Path folder() {
        return configured()
                .orElseThrow(() -> new UnusableKeyException(
                        "neither XDG_CONFIG_HOME nor HOME says where a signing key could be kept. Set one of them, or give a key in "
                                + VARIABLE + ". Nothing was signed."));
    }

    /** A relative XDG_CONFIG_HOME counts as none, as the XDG specification wants it. */
    private Optional<Path> configured() {
        return absolute("XDG_CONFIG_HOME")
                .or(() -> absolute("HOME").map(home -> home.resolve(".config")))
                .map(base -> base.resolve("cleanslate"));
    }

    private Optional<Path> absolute(String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    private static void write(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] rights(Path near, Set<PosixFilePermission> rights) throws IOException {
        Path there = near.toAbsolutePath();
        while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
            there = there.getParent();
        }
        return posix(there)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) throws IOException {
        return Files.getFileStore(path).supportsFileAttributeView("posix");
    }

    private static String why(Exception e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + " (" + e.getMessage() + ")";
    }
}
