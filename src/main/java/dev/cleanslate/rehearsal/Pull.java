package dev.cleanslate.rehearsal;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.PullResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.DockerImageName;

/**
 * Fetches an image, for as long as it comes nearer. Without a way to the registry a daemon tries on for minutes and says
 * nothing meanwhile.
 */
final class Pull extends Feedback<PullResponseItem> {

    static final Duration SILENCE = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private static final long STEP_MILLIS = 1000;

    private final Set<String> layers = ConcurrentHashMap.newKeySet();
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private volatile long heard = System.nanoTime();
    private volatile String fault = "";

    private final Duration silence;

    private Pull(Duration silence) {
        this.silence = silence;
    }

    /** Gives up after so long a silence. */
    static void of(DockerClient client, DockerImageName name, Duration silence, Consumer<String> progress) {
        String image = name.asCanonicalNameString();
        progress.accept("fetching the image " + image);
        Pull pull = new Pull(silence);
        try (pull) {
            client.pullImageCmd(name.getUnversionedPart())
                    .withTag(name.getVersionPart())
                    .exec(pull);
            pull.await(image, progress);
        } catch (IOException | RuntimeException failed) {
            throw failed instanceof ServerUnavailableException unavailable
                    ? unavailable
                    : unavailable(image, String.valueOf(failed.getMessage()), failed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(image, "interrupted", e);
        }
    }

    private void await(String image, Consumer<String> progress) throws InterruptedException {
        long begun = System.nanoTime();
        int told = 0;
        while (!endedWithin(STEP_MILLIS)) {
            long now = System.nanoTime();
            if (now - heard > silence.toNanos() || now - begun > LIMIT.toNanos()) {
                String after = Duration.ofNanos(now - begun).toSeconds() + " s";
                throw unavailable(image, "nothing more came, and it was given up after " + after, null);
            }
            if (done.size() > told) {
                told = done.size();
                progress.accept("fetching the image " + image + ": " + told + " of " + layers.size() + " layers");
            }
        }
        Throwable failure = failure();
        if (failure != null || !fault.isEmpty()) {
            throw unavailable(image, failure == null ? fault : String.valueOf(failure.getMessage()), failure);
        }
    }

    @Override
    public void onNext(PullResponseItem item) {
        heard = System.nanoTime();
        if (item.getErrorDetail() != null) {
            fault = String.valueOf(item.getErrorDetail().getMessage());
        }
        if (item.getId() != null && item.getProgressDetail() != null) {
            layers.add(item.getId());
        }
        if (item.getId() != null && "Pull complete".equals(item.getStatus())) {
            layers.add(item.getId());
            done.add(item.getId());
        }
    }

    private static ServerUnavailableException unavailable(String image, String why, @Nullable Throwable cause) {
        return new ServerUnavailableException(
                "Docker answers, but has no image " + image + " and cannot fetch it: "
                        + why.strip().replaceAll("[.\\s]+$", "") + ". Fetch or load it (docker pull " + image
                        + "), or name another (rehearsal: { on: container, image: … }).",
                cause);
    }
}
