package dev.cleanslate.rehearsal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.tukaani.xz.XZInputStream;

/** Lays out the archive inside a jar of binaries as files, readable for everybody whatever the umask. */
final class Unpacking {

    private final Path target;
    private final List<String> names = new ArrayList<>();

    private Unpacking(Path target) {
        this.target = target.normalize();
    }

    /** Returns the names of all that was laid out, relative to the target. */
    static List<String> unpack(Path jar, Path target) throws IOException {
        Unpacking unpacking = new Unpacking(target);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no .txz archive"));
            try (InputStream in = new BufferedInputStream(new XZInputStream(zip.getInputStream(archive)), 1 << 16)) {
                unpacking.all(new TarReader(in));
            }
        }
        return unpacking.names;
    }

    static List<String> unpack(TarReader tar, Path target) throws IOException {
        Unpacking unpacking = new Unpacking(target);
        unpacking.all(tar);
        return unpacking.names;
    }

    private void all(TarReader tar) throws IOException {
        for (TarReader.Entry entry = tar.next(); entry != null; entry = tar.next()) {
            Path path = inside(target.resolve(entry.name()), entry);
            folder(path.equals(target) ? target : parent(path));
            switch (entry.kind()) {
                case FOLDER -> folder(path);
                case SYMLINK ->
                    Files.createSymbolicLink(path, inside(parent(path).resolve(entry.link()), entry, entry.link()));
                case HARDLINK -> Files.createLink(path, inside(target.resolve(entry.link()), entry));
                case FILE -> {
                    Files.copy(entry.content(), path);
                    Files.setPosixFilePermissions(path, permissions(entry.mode() | 0444));
                }
            }
            names.add(target.relativize(path).toString());
        }
    }

    private void folder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            if (!path.equals(target)) {
                folder(parent(path));
            }
            Files.createDirectory(path);
        }
        Files.setPosixFilePermissions(path, permissions(0755));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    private Path inside(Path path, TarReader.Entry entry) throws IOException {
        Path normal = path.normalize();
        if (!normal.startsWith(target)) {
            throw new IOException("the tar entry " + entry.name() + " leads out of the archive");
        }
        return normal;
    }

    private Path inside(Path resolved, TarReader.Entry entry, String written) throws IOException {
        inside(resolved, entry);
        return Path.of(written);
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        PosixFilePermission[] high = PosixFilePermission.values();
        Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < high.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                set.add(high[bit]);
            }
        }
        return set;
    }
}
