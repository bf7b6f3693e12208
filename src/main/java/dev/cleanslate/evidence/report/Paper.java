package dev.cleanslate.evidence.report;

import com.openhtmltopdf.extend.FSStreamFactory;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** A page as PDF. */
final class Paper {

    private Paper() {}

    /** {@code moment} and {@code seed} come from the record, so that the same record gives the same file. */
    static byte[] of(String page, String moment, String seed) {
        // It would speak through a log, and there is none.
        XRLog.setLoggingEnabled(false);
        FSStreamFactory nothing = address -> {
            throw new IllegalStateException("A report fetches nothing, and something asked for " + address + ".");
        };
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(page, null)
                .useFont(PaperFont::open, PaperFont.NAME)
                .usePdfUaAccessibility(true)
                .useSVGDrawer(new SvgOnPaper())
                .useHttpStreamImplementation(nothing)
                .useProtocolsStreamImplementation(nothing, "http", "https", "file", "jar")
                .withProducer("Cleanslate");
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.layout();
            renderer.createPDFWithoutClosing();
            try (PDDocument document = renderer.getPdfDocument()) {
                PDDocumentInformation about = document.getDocumentInformation();
                about.setCreationDate(calendar(moment));
                about.setModificationDate(calendar(moment));
                document.setDocumentId((long) seed.hashCode());
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                document.save(out);
                return out.toByteArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Calendar calendar(String moment) {
        Instant instant;
        try {
            instant = Instant.parse(moment);
        } catch (DateTimeParseException noTime) {
            instant = Instant.EPOCH;
        }
        GregorianCalendar calendar = GregorianCalendar.from(instant.atZone(ZoneOffset.UTC));
        calendar.setTimeZone(TimeZone.getTimeZone("UTC"));
        return calendar;
    }
}
