package dev.cleanslate.rehearsal;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * The Docker of this machine, found and spoken to as Testcontainers does, with the user's settings for that (address,
 * registry logins, image names). Every word with it has a time limit.
 *
 * <p>Problem: Testcontainers' own containers want a second image first, its reaper, and without a registry that takes
 * minutes to fail; they also listen on every interface. Solution: its client alone, and {@link ServerContainer}.
 */
final class Docker implements AutoCloseable {

    static final String OWNER = "dev.cleanslate.owner";
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final Duration WORK = Duration.ofSeconds(60);

    private final DockerClient client;

    private Docker(DockerClient client) {
        this.client = client;
    }

    /**
     * The Docker whose ports are ports of this machine.
     *
     * @throws ServerUnavailableException when none answers in time
     */
    static Docker find() {
        DockerClientProviderStrategy way = within(ANSWER, "answer", Docker::way);
        String asked = System.getenv().getOrDefault("DOCKER_HOST", "");
        String address = String.valueOf(way.getTransportConfig().getDockerHost());
        if (!asked.isBlank() && !asked.equals(address)) {
            throw new ServerUnavailableException("The Docker that DOCKER_HOST names (" + asked
                    + ") does not answer. Start it, or unset the variable.");
        }
        String host = String.valueOf(way.getDockerHostIpAddress());
        if (!isHere(host)) {
            throw new ServerUnavailableException(
                    "Docker answers at " + address + ", but a port of it is a port of "
                            + host
                            + " and not of this machine, and a copy of real data may listen here only. Run Cleanslate"
                            + " where that Docker runs (TESTCONTAINERS_HOST_OVERRIDE=localhost where the two share a network).");
        }
        return new Docker(way.getDockerClient());
    }

    private static DockerClientProviderStrategy way() {
        try {
            DockerClientProviderStrategy found =
                    DockerClientProviderStrategy.getFirstValidStrategy(ServiceLoader.load(
                                    DockerClientProviderStrategy.class,
                                    DockerClientProviderStrategy.class.getClassLoader())
                            .stream()
                            .map(ServiceLoader.Provider::get)
                            .toList());
            // Both ask the daemon something, which has to happen within the time limit.
            found.getDockerClient();
            found.getDockerHostIpAddress();
            return found;
        } catch (IllegalStateException none) {
            throw new ServerUnavailableException(
                    "No Docker answers here. Install or start it, or name it in DOCKER_HOST.", none);
        }
    }

    /** An address of this machine, were it only its side of Docker's bridge: then the two share a loopback address too. */
    private static boolean isHere(String host) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(host)) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    DockerClient client() {
        return client;
    }

    /** Makes sure that the image is there, by fetching it where it is not; gives its name as this Docker knows it. */
    String have(String image, Consumer<String> progress) {
        DockerImageName name = within(
                ANSWER, "name the image", () -> ImageNameSubstitutor.instance().apply(DockerImageName.parse(image)));
        String full = name.asCanonicalNameString();
        if (!has(full)) {
            Pull.of(client, name, Pull.SILENCE, progress);
            if (!has(full)) {
                throw new ServerUnavailableException("Docker fetched the image " + full
                        + ", but does not know it. Look at: docker pull " + full + ".");
            }
        }
        return full;
    }

    private boolean has(String image) {
        return within(ANSWER, "look for the image " + image, () -> {
            try {
                client.inspectImageCmd(image).exec();
                return true;
            } catch (NotFoundException missing) {
                return false;
            }
        });
    }

    /** Containers whose JVM was killed before they could notice, or between two words with Docker. */
    void sweep() {
        List<Container> ours = within(
                ANSWER,
                "list containers",
                () -> client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(OWNER))
                        .exec());
        ours.stream()
                .filter(container -> Owner.gone(container.getLabels().getOrDefault(OWNER, "")))
                .forEach(container -> remove(container.getId()));
    }

    void remove(String id) {
        work("remove the container", () -> {
            try {
                client.removeContainerCmd(id)
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (DockerException goneOrGoing) {
                // It removes itself when it ends, and may be doing so at this moment.
                if (goneOrGoing.getHttpStatus() != 404 && goneOrGoing.getHttpStatus() != 409) {
                    throw goneOrGoing;
                }
            }
            return id;
        });
    }

    <T> T work(String what, Callable<T> work) {
        return within(WORK, what, work);
    }

    /** A daemon that hangs does so for ever, and its client with it: that thread is then left behind. */
    private static <T> T within(Duration limit, String what, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "cleanslate-docker");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException silent) {
            thread.interrupt();
            throw new ServerUnavailableException(
                    "Docker did not " + what + " within " + limit.toSeconds() + " s. Look at it with: docker info.",
                    silent);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof ServerUnavailableException unavailable) {
                throw unavailable;
            }
            throw new ServerUnavailableException(
                    "Docker could not " + what + ": " + said(cause) + ". Look at it with: docker info.", cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
            throw new ServerUnavailableException("Waiting for Docker was interrupted.", e);
        }
    }

    private static String said(Throwable cause) {
        String text = String.valueOf(cause.getMessage()).strip();
        return text.lines().findFirst().orElse(cause.getClass().getSimpleName()).replaceAll("[.\\s]+$", "");
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException closedAllTheSame) {
            return;
        }
    }
}
