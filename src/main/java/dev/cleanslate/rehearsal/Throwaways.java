package dev.cleanslate.rehearsal;

import dev.cleanslate.postgres.DatabaseUrl;
import dev.cleanslate.postgres.PgSession;
import dev.cleanslate.postgres.QualifiedName;
import dev.cleanslate.rehearsal.Throwaway.Contents;
import dev.cleanslate.suite.Target.Rehearsal.On;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Picks the server to rehearse on and starts it: what the target says, or a container where Docker answers, or embedded. */
public final class Throwaways {

    private static final String ASKED = ", as the target asks";

    private final Wish wish;
    private final Consumer<String> progress;
    private final long begun = System.nanoTime();

    private Throwaways(Wish wish, Consumer<String> progress) {
        this.wish = wish;
        this.progress = progress;
    }

    /**
     * Starts what the wish asks for, with an empty database in it or a copy that is there already.
     *
     * @param progress told in a few words what is being waited for
     * @throws ServerUnavailableException saying why there is none, and what would mend it
     */
    public static Throwaway start(Wish wish, Consumer<String> progress) {
        return new Throwaways(wish, progress).start();
    }

    private Throwaway start() {
        if (wish.said().on().isEmpty()) {
            // Whoever names an image wants a container.
            return wish.said().image().isPresent() ? container(ASKED) : anywhere();
        }
        return switch (wish.said().on().get()) {
            case CONTAINER -> container(ASKED);
            case EMBEDDED -> embedded(ASKED);
            case CLONE -> clone(ASKED);
            case EXTERNAL -> External.start(wish, begun);
        };
    }

    private Throwaway anywhere() {
        Running running;
        try {
            running = containerServer();
        } catch (ServerUnavailableException none) {
            progress.accept("no container: " + none.reason());
            try {
                return embedded(
                        ", because no container can be had: " + none.reason().replaceFirst("[.]$", ""));
            } catch (ServerUnavailableException neither) {
                neither.addSuppressed(none);
                throw neither;
            }
        }
        return furnished(On.CONTAINER, running, "a container of " + wish.image(), ", because Docker answers");
    }

    private Throwaway container(String why) {
        return furnished(On.CONTAINER, containerServer(), "a container of " + wish.image(), why);
    }

    private Running containerServer() {
        progress.accept("looking for Docker");
        Docker docker = Docker.find();
        try {
            String image = docker.have(wish.image(), progress);
            progress.accept("starting a container of " + image);
            return ServerContainer.start(docker, image, Haste.SETTINGS);
        } catch (RuntimeException | Error failed) {
            docker.close();
            throw failed;
        }
    }

    private Throwaway embedded(String why) {
        int major = wish.origin().major();
        if (!EmbeddedRequest.offers(major)) {
            throw new ServerUnavailableException("There is no embedded PostgreSQL " + major
                    + ", and a rehearsal on another version proves nothing. Rehearse in a container"
                    + " (rehearsal: { on: container }) or on a branch (rehearsal: { on: external, … }).");
        }
        progress.accept("starting an embedded server");
        EmbeddedServer server = EmbeddedServer.start(new EmbeddedRequest(major, Haste.SETTINGS));
        server.leaveExitToOwner();
        Running running = Running.local(server.port(), server.superuser(), server.password(), server::close);
        return furnished(On.EMBEDDED, running, "an embedded PostgreSQL " + major, why);
    }

    private Throwaway clone(String why) {
        progress.accept("cloning the database");
        Clone clone = Clone.of(wish.source(), wish.database());
        return new Throwaway(
                On.CLONE,
                wish.origin().major(),
                "a clone on the target's own server" + why,
                new Running(clone.url(), Optional.empty(), clone::close),
                clone.url(),
                new Contents(true, Set.of(), List.of()),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private Throwaway furnished(On on, Running running, String where, String why) {
        // Managed servers like to call every database so.
        boolean taken = wish.database().equals(running.admin().database());
        DatabaseUrl maintenance = taken ? running.admin().withDatabase("template1") : running.admin();
        try (PgSession admin = PgSession.open(maintenance, "cleanslate rehearsal")) {
            int major = Origin.read(admin).major();
            if (major != wish.origin().major()) {
                throw ServerUnavailableException.unfit(
                        "The throwaway server (" + where + ") is of version " + major + " and the target of version "
                                + wish.origin().major() + ": a rehearsal there would prove nothing. Name an image of"
                                + " version " + wish.origin().major() + ".",
                        null);
            }
            Extensions extensions = Extensions.available(admin, where, wish);
            List<String> notes = new ArrayList<>(extensions.notes());
            if (taken) {
                admin.execute("DROP DATABASE " + QualifiedName.quote(wish.database()));
            }
            EmptyDatabase.create(admin, wish.database(), wish.origin()).ifPresent(notes::add);
            DatabaseUrl url = running.admin().withDatabase(wish.database());
            return new Throwaway(
                    on,
                    major,
                    where + why,
                    running,
                    url,
                    new Contents(false, extensions.without(), notes),
                    Duration.ofNanos(System.nanoTime() - begun));
        } catch (RuntimeException | Error failed) {
            running.remove().run();
            throw failed;
        }
    }
}
