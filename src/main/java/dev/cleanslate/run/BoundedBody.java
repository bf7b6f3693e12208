package dev.cleanslate.run;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps the beginning of an answer and hangs up on the rest, so that an endless one fills no memory. */
final class BoundedBody implements BodySubscriber<BoundedBody.Kept> {

    record Kept(String text, boolean whole) {}

    private final int most;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<Kept> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedBody(int most) {
        this.most = most;
    }

    @Override
    public CompletionStage<Kept> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription made) {
        subscription = made;
        made.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] chunk = new byte[Math.min(buffer.remaining(), most - bytes.size())];
            boolean over = buffer.remaining() > chunk.length;
            buffer.get(chunk);
            bytes.writeBytes(chunk);
            if (over) {
                if (subscription != null) {
                    subscription.cancel();
                }
                done(false);
                return;
            }
        }
    }

    @Override
    public void onError(Throwable trouble) {
        body.completeExceptionally(trouble);
    }

    @Override
    public void onComplete() {
        done(true);
    }

    private void done(boolean whole) {
        body.complete(new Kept(bytes.toString(StandardCharsets.UTF_8), whole));
    }
}
