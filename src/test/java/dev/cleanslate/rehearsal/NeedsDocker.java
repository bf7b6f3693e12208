package dev.cleanslate.rehearsal;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tests on a real container are skipped by name where Docker or the image is not there, but never on the CI. */
final class NeedsDocker {

    static final String IMAGE = "postgres:15";
    static final int MAJOR = 15;

    private NeedsDocker() {}

    static void withTheImage() {
        if (!ask("docker", "image", "inspect", "--format", "{{.Id}}", IMAGE).startsWith("sha256:")) {
            String needed =
                    "Docker with an image " + IMAGE + " is needed: docker pull " + IMAGE + ", or .ci/postgres-image";
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(needed);
            }
            abort("skipped: " + needed);
        }
    }

    /** What the docker command says; nothing where it cannot say anything. */
    static String ask(String... words) {
        try {
            Process docker = new ProcessBuilder(List.of(words))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!docker.waitFor(20, TimeUnit.SECONDS)) {
                docker.destroyForcibly();
                return "";
            }
            return new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException noDocker) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
