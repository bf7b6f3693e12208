package dev.cleanslate.rehearsal;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.SqlFailure;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server in a container that ends with this JVM, however that ends: the container holds on to a stream from
 * here, which Docker closes when the JVM is no more, and without which its first process ends. Docker then removes it with
 * its data. That needs no process beside us that could be killed as well, no docker command, and no image of a reaper.
 */
final class ServerContainer {

    /** Arguments: what the image would have run. The first process of a container takes all others along. */
    private static final String LIFELINE = """
            exec 3<&0
            "$@" 3<&- </dev/null &
            server=$!
            { cat <&3 >/dev/null; kill -KILL "$server"; } &
            exec 3<&-
            wait "$server"
            """;

    private static final ExposedPort PORT = ExposedPort.tcp(5432);
    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 50;
    private static final long SHARED_MEMORY = 1L << 30;

    private final Docker docker;
    private final String id;
    private final Lifeline lifeline;
    private final Output output;

    private ServerContainer(Docker docker, String id, Lifeline lifeline, Output output) {
        this.docker = docker;
        this.id = id;
        this.lifeline = lifeline;
        this.output = output;
    }

    /** Closes the given Docker with itself. */
    static Running start(Docker docker, String image, Map<String, String> settings) {
        docker.sweep();
        String password = UUID.randomUUID().toString();
        String id = docker.work("make a container of " + image, () -> create(docker, image, password, settings));
        ServerContainer container = new ServerContainer(docker, id, new Lifeline(), new Output());
        try {
            int port = docker.work("start a container of " + image, container::start);
            Running running = Running.local(port, USER, password, container::remove);
            container.await(image, running);
            return running;
        } catch (RuntimeException | Error failed) {
            container.remove();
            throw failed;
        }
    }

    private static String create(Docker docker, String image, String password, Map<String, String> settings) {
        ContainerConfig config = docker.client().inspectImageCmd(image).exec().getConfig();
        List<String> words = new ArrayList<>(List.of("-c", LIFELINE, "cleanslate"));
        String @Nullable [] entrypoint = config == null ? null : config.getEntrypoint();
        String @Nullable [] command = config == null ? null : config.getCmd();
        words.addAll(entrypoint == null ? List.of() : List.of(entrypoint));
        words.addAll(command == null ? List.of("postgres") : List.of(command));
        settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        return docker.client()
                .createContainerCmd(image)
                .withEntrypoint("/bin/sh")
                .withCmd(words)
                .withEnv("POSTGRES_USER=" + USER, "POSTGRES_PASSWORD=" + password, "POSTGRES_DB=postgres")
                .withLabels(Map.of(Docker.OWNER, Owner.label()))
                .withExposedPorts(PORT)
                .withStdinOpen(true)
                .withStdInOnce(true)
                .withAttachStdin(true)
                .withHostConfig(HostConfig.newHostConfig()
                        .withAutoRemove(true)
                        .withPortBindings(new PortBinding(Ports.Binding.bindIp(Cluster.HOST), PORT))
                        // 64 MB, the default, are too few for a parallel query.
                        .withShmSize(SHARED_MEMORY)
                        // The server's log quotes statements, and so the data of the copy.
                        .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE)))
                .exec()
                .getId();
    }

    /** Attached before it starts, so that there is no moment in which it would outlive us. */
    private int start() throws InterruptedException {
        docker.client()
                .attachContainerCmd(id)
                .withStdIn(lifeline)
                .withStdOut(true)
                .withStdErr(true)
                .withFollowStream(true)
                .exec(output)
                .awaitStarted();
        docker.client().startContainerCmd(id).exec();
        InspectContainerResponse started =
                docker.client().inspectContainerCmd(id).exec();
        Ports.Binding[] bindings =
                started.getNetworkSettings().getPorts().getBindings().get(PORT);
        if (bindings == null || bindings.length == 0) {
            throw new IllegalStateException("its port was not published");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    private void await(String image, Running running) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(running)) {
            if (output.ended(PAUSE_MILLIS) || System.nanoTime() > end) {
                throw new ServerUnavailableException(
                        "The server in a container of " + image + " did not come up within "
                                + PATIENCE.toSeconds() + " s. It said:" + output.tail()
                                + "\nMend what it names; the image must be made like the official postgres image.");
            }
        }
        output.forget();
    }

    private static boolean answers(Running running) {
        try (PgSession session = PgSession.open(running.admin(), "cleanslate rehearsal")) {
            return session.backendPid() > 0;
        } catch (SqlFailure notYet) {
            return false;
        }
    }

    private void remove() {
        try {
            docker.remove(id);
        } catch (ServerUnavailableException dockerIsGone) {
            // The stream that closes below ends the container, whenever Docker is back.
            return;
        } finally {
            lifeline.close();
            docker.close();
        }
    }

    /** Nothing to read until it is closed. */
    private static final class Lifeline extends InputStream {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return length == 0 ? 0 : read();
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    /** The last lines that the container said, for as long as somebody may want to know. */
    private static final class Output extends Feedback<Frame> {
        private static final int MOST = 4000;
        private final StringBuilder text = new StringBuilder();
        private boolean heard = true;

        @Override
        public synchronized void onNext(Frame frame) {
            if (heard) {
                text.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                text.delete(0, Math.max(0, text.length() - MOST));
            }
        }

        boolean ended(long millis) {
            try {
                return endedWithin(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
        }

        synchronized void forget() {
            heard = false;
            text.setLength(0);
        }

        synchronized String tail() {
            return text.toString().strip().lines().map(line -> "\n  | " + line).reduce("", String::concat);
        }
    }
}
