package dev.cleanslate.storage;

import java.io.IOException;
import java.util.Optional;

/** The object server behind somebody who refuses all requests of one method. */
public final class RefusingStore implements AutoCloseable {

    private final Meddler meddler;

    private RefusingStore(Meddler meddler) {
        this.meddler = meddler;
    }

    /** With the error of this code, as the store words it. */
    public static RefusingStore of(String method, int status, String code) throws IOException {
        var answer = new Meddler.Answer(
                status,
                "<Error><Code>" + code + "</Code><Message>No.</Message>"
                        + (code.equals("AuthorizationHeaderMalformed") ? "<Region>eu-central-1</Region>" : "")
                        + "</Error>");
        return new RefusingStore(
                new Meddler((what, number) -> what.startsWith(method + " ") ? Optional.of(answer) : Optional.empty()));
    }

    public String endpoint() {
        return meddler.endpoint().toString();
    }

    @Override
    public void close() {
        meddler.close();
    }
}
