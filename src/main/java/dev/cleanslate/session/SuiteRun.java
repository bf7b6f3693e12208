package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import dev.cleanslate.suite.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One suite against one target, as the engine drives it: open, each step in order (performed or skipped), close.
 * The steps are known without a connection; what selection of them may run is decided here, not by the engine.
 */
public interface SuiteRun {

    Named named();

    default String id() {
        return named().id();
    }

    default Place place() {
        return named().place();
    }

    /** The whole plan, in order. Only stages that have steps. */
    Map<Stage, List<Step>> stages();

    /** Begins the run with the steps that are left after filters, by id. */
    void open(List<String> selected);

    /** Why this step will not be reached any more, when something before it failed. */
    Optional<String> notReached(Step step);

    /** Runs the step, tells the listeners, and throws what made it fail. */
    void perform(Step step, Step.Dynamic dynamic) throws Exception;

    /** Tells the listeners that the step was not run. */
    void skip(Step step, String reason);

    /** Ends the run whatever happened: rolls back what is open, writes the record, lets go of servers. */
    Verdict close();

    /** The id is stable, for unique ids: {@code gym@demo}. */
    record Named(String id, Place place) {}

    /**
     * What a finished run comes to; folder is empty where no record could be written. {@code earlier}: the records of
     * the runs that came before it in the same tree.
     */
    record Verdict(int exitCode, String summary, Optional<Path> folder, List<Path> earlier) {

        public Verdict {
            earlier = List.copyOf(earlier);
        }

        public Verdict(int exitCode, String summary, Optional<Path> folder) {
            this(exitCode, summary, folder, List.of());
        }

        Verdict after(Verdict first) {
            List<Path> before = Stream.of(first.earlier().stream(), first.folder().stream(), earlier.stream())
                    .flatMap(folders -> folders)
                    .toList();
            return new Verdict(exitCode, summary, folder, before);
        }
    }
}
