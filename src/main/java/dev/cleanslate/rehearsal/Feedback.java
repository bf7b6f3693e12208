package dev.cleanslate.rehearsal;

import com.github.dockerjava.api.async.ResultCallback;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What Docker tells while it does something. Problem: docker-java's own wait with a time limit hangs up when the time is
 * over. Solution: an end of our own to wait for.
 */
abstract class Feedback<T> extends ResultCallback.Adapter<T> {

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    @Override
    public abstract void onNext(T told);

    @Override
    public void onComplete() {
        ended.countDown();
        super.onComplete();
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        ended.countDown();
        super.onError(thrown);
    }

    /** Whether it ended, in whatever way, before the time was over. */
    boolean endedWithin(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    @Nullable
    Throwable failure() {
        return failure;
    }
}
