package dev.cleanslate.session;

import dev.cleanslate.run.Stage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal and, when that is green, the reset it rehearsed: one tree of steps, two records. Everything up to and with
 * the stage of the rehearsal is the first run's, the rest is the second's, which opens only when it is reached.
 */
final class RehearsedReset implements SuiteRun {

    private final SuiteRunner rehearsal;
    private final SuiteRunner reset;
    private final Runnable handOver;
    private List<String> selected = List.of();
    private @Nullable SuiteRunner open;
    private @Nullable Verdict ofRehearsal;

    /** {@code handOver} is called between the two, while the first is still open. */
    RehearsedReset(SuiteRunner rehearsal, SuiteRunner reset, Runnable handOver) {
        this.rehearsal = rehearsal;
        this.reset = reset;
        this.handOver = handOver;
    }

    @Override
    public Named named() {
        return reset.named();
    }

    @Override
    public Map<Stage, List<Step>> stages() {
        var stages = new EnumMap<>(rehearsal.stages());
        stages.putAll(reset.stages());
        return stages;
    }

    /** Which of the two is opened depends on the first step that is performed: checks may be selected alone. */
    @Override
    public void open(List<String> ids) {
        selected = ids;
        if (ids.size() == stages().values().stream().mapToInt(List::size).sum()) {
            opened(rehearsal);
        }
    }

    @Override
    public Optional<String> notReached(Step step) {
        return open == null ? Optional.empty() : open.notReached(step);
    }

    @Override
    public void perform(Step step, Step.Dynamic dynamic) {
        opened(ownerOf(step)).perform(step, dynamic);
    }

    /** The two have steps of the same ids: of what the other did not come to, the open one's record has nothing to say. */
    @Override
    public void skip(Step step, String reason) {
        SuiteRunner under = open;
        if (under != null && under == ownerOf(step)) {
            under.skip(step, reason);
        }
    }

    @Override
    public Verdict close() {
        if (open != null) {
            Verdict last = open.close();
            return ofRehearsal == null ? last : last.after(ofRehearsal);
        }
        return ofRehearsal != null ? ofRehearsal : opened(rehearsal).close();
    }

    private SuiteRunner ownerOf(Step step) {
        return step.stage().compareTo(Stage.REHEARSAL) <= 0 ? rehearsal : reset;
    }

    private SuiteRunner opened(SuiteRunner wanted) {
        if (open == wanted) {
            return wanted;
        }
        if (open != null) {
            handOver.run();
            SuiteRunner over = open;
            open = null;
            ofRehearsal = over.close();
        }
        wanted.open(selected);
        open = wanted;
        return wanted;
    }
}
