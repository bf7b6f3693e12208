package dev.cleanslate.evidence;

import dev.cleanslate.seal.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether everybody who must has signed for one certificate. */
public final class SignOffs {

    private SignOffs() {}

    /** Those that lie beside a certificate, by file name. */
    public static List<SignOffFile> beside(Path certificate) throws IOException {
        try (Stream<Path> files = Files.list(certificate.toAbsolutePath().getParent())) {
            return files.filter(file -> SignOffFile.NAME
                            .matcher(file.getFileName().toString())
                            .matches())
                    .sorted()
                    .map(SignOffFile::read)
                    .toList();
        }
    }

    /** Those beside it whose seal holds and that are for this very certificate; by whom is another question. */
    static List<SignOffFile.Sound> of(CertificateFile certificate) throws IOException {
        if (!(certificate instanceof CertificateFile.Whole whole)) {
            return List.of();
        }
        return beside(whole.file()).stream()
                .filter(SignOffFile.Sound.class::isInstance)
                .map(SignOffFile.Sound.class::cast)
                .filter(file -> file.signOff().certificate().equals(whole.digest()))
                .toList();
    }

    /**
     * A sentence for each role that has not signed, with what stands there instead; empty when all have. {@code keys} are
     * the target's trusted keys by role, {@code rehearsal} excepted.
     */
    public static List<String> missing(
            Map<String, List<String>> keys,
            String rehearsalRole,
            CertificateFile.Whole certificate,
            List<SignOffFile> found,
            Instant now) {
        List<String> missing = new ArrayList<>();
        Map<String, List<String>> rolesByKey = new LinkedHashMap<>();
        keys.forEach((role, trusted) -> trusted.forEach(
                key -> rolesByKey.computeIfAbsent(key, k -> new ArrayList<>()).add(role)));
        rolesByKey.forEach((key, roles) -> {
            if (roles.size() > 1) {
                missing.add("trusted-keys: " + String.join(" and ", roles) + " share key " + id(key)
                        + "; two roles never share one.");
            }
        });
        keys.forEach((role, trusted) -> {
            if (!role.equals(rehearsalRole)) {
                Role wanted = new Role(role, trusted, certificate, now);
                wanted.unless(found).ifPresent(missing::add);
            }
        });
        return List.copyOf(missing);
    }

    /**
     * Those that count: for this certificate, by a key that the target knows for the role. A key of two roles speaks for
     * neither, and of what nobody was asked to sign nothing counts.
     */
    public static List<SignOffFile.Sound> approved(
            Map<String, List<String>> keys,
            String rehearsalRole,
            CertificateFile.Whole certificate,
            List<SignOffFile> found,
            Instant now) {
        return found.stream()
                .filter(SignOffFile.Sound.class::isInstance)
                .map(SignOffFile.Sound.class::cast)
                .filter(file -> {
                    String role = file.signOff().role();
                    long rolesOfKey = keys.values().stream()
                            .filter(trusted -> trusted.contains(file.signer().text()))
                            .count();
                    return !role.equals(rehearsalRole)
                            && rolesOfKey == 1
                            && new Role(role, keys.getOrDefault(role, List.of()), certificate, now)
                                    .objection(file)
                                    .isEmpty();
                })
                .toList();
    }

    private record Role(String name, List<String> trusted, CertificateFile.Whole certificate, Instant now) {

        Optional<String> unless(List<SignOffFile> found) {
            List<String> instead = new ArrayList<>();
            for (SignOffFile file : found) {
                if (file instanceof SignOffFile.Unsound flaw) {
                    if (String.valueOf(flaw.file().getFileName()).startsWith("sign-off-" + FolderName.of(name) + "-")) {
                        instead.add(flaw.file() + ": " + flaw.sentence());
                    }
                } else if (((SignOffFile.Sound) file).signOff().role().equals(name)) {
                    Optional<String> objection = objection((SignOffFile.Sound) file);
                    if (objection.isEmpty()) {
                        return objection;
                    }
                    instead.add(file.file() + ": " + objection.get());
                }
            }
            return Optional.of("Sign-off: role \"" + name + "\" has not signed for this certificate ("
                    + (instead.isEmpty() ? "there is no sign-off of that role beside it" : String.join("; ", instead))
                    + "). Wanted is one by "
                    + trusted.stream().map(SignOffs::id).collect(Collectors.joining(" or "))
                    + ": java -jar target/cleanslate.jar sign-off --role " + name + " --target "
                    + certificate.said().target() + " --certificate " + certificate.file() + ".");
        }

        private Optional<String> objection(SignOffFile.Sound file) {
            SignOff signOff = file.signOff();
            if (!trusted.contains(file.signer().text())) {
                return Optional.of("key " + file.signer().id() + " is none of this role");
            }
            if (file.signer().equals(certificate.signer())) {
                return Optional.of("key " + file.signer().id()
                        + " signed the certificate itself, and two roles never share a key");
            }
            if (!signOff.certificate().equals(certificate.digest())) {
                return Optional.of("it is for another certificate, of run " + signOff.run());
            }
            if (!signOff.target().equals(certificate.said().target())) {
                return Optional.of("it is for target \"" + signOff.target() + "\"");
            }
            return signOff.signedAt().isAfter(now.plus(CertificateMatch.CLOCKS_DIFFER))
                    ? Optional.of("it was signed at " + signOff.signedAt() + ", which is in the future")
                    : Optional.empty();
        }
    }

    private static String id(String key) {
        return PublicKey.parse(key).map(PublicKey::id).orElse(key);
    }
}
