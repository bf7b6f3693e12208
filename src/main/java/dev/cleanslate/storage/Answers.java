package dev.cleanslate.storage;

import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of S3: flat elements, in groups. */
final class Answers {

    private Answers() {}

    record Page(List<StoredObject> objects, boolean more) {}

    /** Keys are asked for URL-encoded, since XML cannot hold all that a key can. */
    static Page page(byte[] xml) throws XMLStreamException {
        List<StoredObject> objects = new ArrayList<>();
        Map<String, String> result = texts(xml, "ListBucketResult");
        boolean encoded = "url".equals(result.get("EncodingType"));
        for (Map<String, String> found : groups(xml, "Contents")) {
            String key = found.getOrDefault("Key", "");
            objects.add(new StoredObject(
                    encoded ? URLDecoder.decode(key, StandardCharsets.UTF_8) : key,
                    Long.parseLong(found.getOrDefault("Size", "0")),
                    Instant.parse(found.getOrDefault("LastModified", Instant.MAX.toString())),
                    found.getOrDefault("ETag", "")));
        }
        return new Page(objects, "true".equals(result.get("IsTruncated")));
    }

    /** What could not be deleted: its key, and the code that says why. */
    static Map<String, String> errors(byte[] xml) throws XMLStreamException {
        Map<String, String> errors = new LinkedHashMap<>();
        for (Map<String, String> error : groups(xml, "Error")) {
            errors.put(error.getOrDefault("Key", ""), error.getOrDefault("Code", "unknown"));
        }
        return errors;
    }

    /** What an answer that is an error as a whole says; empty for every other. */
    static Map<String, String> failure(byte[] xml) throws XMLStreamException {
        return root(xml).equals("Error") ? texts(xml, "Error") : Map.of();
    }

    private static String root(byte[] xml) throws XMLStreamException {
        XMLStreamReader reader = reader(xml);
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                return reader.getLocalName();
            }
        }
        return "";
    }

    /** The texts right below the element of this name. */
    static Map<String, String> texts(byte[] xml, String element) throws XMLStreamException {
        List<Map<String, String>> groups = groups(xml, element);
        return groups.isEmpty() ? Map.of() : groups.get(0);
    }

    private static List<Map<String, String>> groups(byte[] xml, String element) throws XMLStreamException {
        XMLStreamReader reader = reader(xml);
        List<Map<String, String>> groups = new ArrayList<>();
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(element)) {
                groups.add(group(reader));
            }
        }
        return groups;
    }

    private static XMLStreamReader reader(byte[] xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(xml));
    }

    private static Map<String, String> group(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> texts = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (depth >= 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 1) {
                        texts.putIfAbsent(reader.getLocalName(), text.toString());
                    }
                    depth--;
                }
                default -> {
                    // Comments and the like.
                }
            }
        }
        return texts;
    }
}
