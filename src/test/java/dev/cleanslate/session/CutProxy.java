package dev.cleanslate.session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A proxy that cuts the line when the client sends COMMIT: before the server hears of it, or right after. */
final class CutProxy implements AutoCloseable {

    enum Cut {
        BEFORE_THE_SERVER_HEARS,
        AFTER_THE_SERVER_HEARD
    }

    private final AtomicBoolean armed = new AtomicBoolean(true);
    private final Cut cut;
    private final TcpProxy proxy;
    private volatile @Nullable Object cutLine;

    CutProxy(String host, int port, Cut cut) throws IOException {
        this.cut = cut;
        this.proxy = new TcpProxy(host, port, this::pass);
    }

    int port() {
        return proxy.port();
    }

    private boolean pass(TcpProxy.Message message, OutputStream onwards) throws IOException {
        if (message.line() == cutLine) {
            // The server's answer may be there before the line is closed.
            return false;
        }
        boolean commit = message.saysCommit() && armed.getAndSet(false);
        if (commit) {
            cutLine = message.line();
        }
        if (!commit || cut == Cut.AFTER_THE_SERVER_HEARD) {
            onwards.write(message.bytes());
        }
        return !commit;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
