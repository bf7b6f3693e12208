package dev.cleanslate.session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy that counts what passes, in either direction, and does something once at a given count: in the middle of that
 * message, of which the other side has had only a part by then. Counting what is said, and not milliseconds, spreads
 * the moments over a run the same way on every machine.
 */
final class HostileProxy implements AutoCloseable {

    /** What happens; true to cut every line as well. */
    interface Blow {
        boolean strike() throws IOException;
    }

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger commit = new AtomicInteger();
    private final AtomicBoolean struck = new AtomicBoolean();
    private final int moment;
    private final double part;
    private final Blow blow;
    private final TcpProxy proxy;

    /** {@code moment}: counted from 1, never where it is 0; {@code part}: of the message, from 0 to 1. */
    HostileProxy(String host, int port, int moment, double part, Blow blow) throws IOException {
        this.moment = moment;
        this.part = part;
        this.blow = blow;
        this.proxy = new TcpProxy(host, port, this::pass);
    }

    int port() {
        return proxy.port();
    }

    int messages() {
        return messages.get();
    }

    /** The message with which the client said COMMIT; 0 when it has not. */
    int commit() {
        return commit.get();
    }

    boolean struck() {
        return struck.get();
    }

    private boolean pass(TcpProxy.Message message, OutputStream onwards) throws IOException {
        int number = messages.incrementAndGet();
        if (message.saysCommit()) {
            commit.compareAndSet(0, number);
        }
        int length = message.text().length();
        int sent = 0;
        if (number == moment) {
            sent = (int) Math.round(part * length);
            onwards.write(message.bytes(), 0, sent);
            struck.set(true);
            if (blow.strike()) {
                proxy.cut();
                return false;
            }
        }
        onwards.write(message.bytes(), sent, length - sent);
        return true;
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
