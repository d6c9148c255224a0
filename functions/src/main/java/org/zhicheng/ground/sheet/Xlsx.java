package org.zhicheng.ground.sheet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The first sheet of a workbook in Excel's format (ECMA-376): texts as they are, numbers as the file has them, never as a format shows them. */
final class Xlsx {

    /** Of one part once unpacked: a packed file may claim any size. */
    private static final int LARGEST_PART = 128 * 1024 * 1024;
    private static final String RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final int MOST_COLUMNS = 100;

    private final Map<String, byte[]> parts;
    private final int mostRows;

    private Xlsx(Map<String, byte[]> parts, int mostRows) {
        this.parts = parts;
        this.mostRows = mostRows;
    }

    static List<Row> read(byte[] file, int mostRows) {
        try {
            return new Xlsx(unpack(file), mostRows).rows();
        } catch (IOException | XMLStreamException | NumberFormatException e) {
            throw SheetReader.unreadable();
        }
    }

    /** By the directory at the end, as spreadsheet programs read it; for that it has to be a file. */
    private static Map<String, byte[]> unpack(byte[] file) throws IOException {
        Path copy = Files.createTempFile("sheet", ".xlsx");
        try {
            Files.write(copy, file);
            Map<String, byte[]> parts = new HashMap<>();
            try (ZipFile zip = new ZipFile(copy.toFile())) {
                for (ZipEntry entry : zip.stream().filter(Xlsx::isOfTheTable).toList()) {
                    parts.put(entry.getName(), part(zip.getInputStream(entry)));
                }
            }
            return parts;
        } finally {
            Files.delete(copy);
        }
    }

    private static boolean isOfTheTable(ZipEntry entry) {
        String name = entry.getName();
        return name.startsWith("xl/worksheets/") || name.equals("xl/workbook.xml") || name.equals("xl/sharedStrings.xml")
                || name.equals("xl/_rels/workbook.xml.rels");
    }

    private static byte[] part(InputStream zip) throws IOException {
        byte[] content = zip.readNBytes(LARGEST_PART + 1);
        if (content.length > LARGEST_PART) {
            throw new IOException("a part is larger than any table");
        }
        return content;
    }

    private List<Row> rows() throws XMLStreamException, IOException {
        List<String> texts = texts();
        List<Row> rows = new ArrayList<>();
        XMLStreamReader xml = open(firstSheet());
        int line = 0;
        List<Row.Cell> cells = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("row")) {
                String number = xml.getAttributeValue(null, "r");
                line = number == null ? line + 1 : Integer.parseInt(number);
                cells = new ArrayList<>();
            } else if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("c") && cells != null) {
                String place = xml.getAttributeValue(null, "r");
                int column = place == null ? cells.size() : column(place);
                Row.Cell cell = cell(xml, texts);
                while (cells.size() < Math.min(column, MOST_COLUMNS)) {
                    cells.add(Row.Cell.EMPTY);
                }
                if (column < MOST_COLUMNS) {
                    cells.add(cell);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("row") && cells != null) {
                rows.add(new Row(line, cells));
                if (rows.size() > mostRows) {
                    throw SheetReader.tooLong(mostRows);
                }
            }
        }
        return rows;
    }

    private static Row.Cell cell(XMLStreamReader xml, List<String> texts) throws XMLStreamException, IOException {
        String type = xml.getAttributeValue(null, "t");
        StringBuilder value = new StringBuilder();
        text(xml, "c", value, "v", "t");
        return switch (type == null ? "n" : type) {
            case "s" -> {
                int index = Integer.parseInt(value.toString());
                if (index < 0 || index >= texts.size()) {
                    throw new IOException("no such text");
                }
                yield new Row.Cell(texts.get(index).strip(), false);
            }
            case "n" -> new Row.Cell(value.toString().strip(), !value.isEmpty());
            // a formula's text, a text in its cell; what a formula failed to say is no text
            case "e" -> Row.Cell.EMPTY;
            default -> new Row.Cell(value.toString().strip(), false);
        };
    }

    /** The texts that cells refer to by their place. */
    private List<String> texts() throws XMLStreamException, IOException {
        List<String> texts = new ArrayList<>();
        if (!parts.containsKey("xl/sharedStrings.xml")) {
            return texts;
        }
        XMLStreamReader xml = open("xl/sharedStrings.xml");
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("si")) {
                StringBuilder text = new StringBuilder();
                text(xml, "si", text, "t");
                texts.add(text.toString());
            }
        }
        return texts;
    }

    /** Joins the texts of some elements within another; how a word is read aloud (rPh) is none of it. */
    private static void text(XMLStreamReader xml, String within, StringBuilder text, String... elements) throws XMLStreamException {
        List<String> wanted = List.of(elements);
        int aloud = 0;
        boolean inside = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                aloud += xml.getLocalName().equals("rPh") ? 1 : 0;
                inside = aloud == 0 && wanted.contains(xml.getLocalName());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                aloud -= xml.getLocalName().equals("rPh") ? 1 : 0;
                inside = false;
                if (xml.getLocalName().equals(within)) {
                    return;
                }
            } else if (inside && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
                text.append(xml.getText());
            }
        }
    }

    private String firstSheet() throws XMLStreamException, IOException {
        String id = attribute("xl/workbook.xml", "sheet", RELATION, "id", null, null);
        String target = attribute("xl/_rels/workbook.xml.rels", "Relationship", null, "Target", "Id", id);
        return target.startsWith("/") ? target.substring(1) : "xl/" + target;
    }

    /** An attribute of the first element of a name, or of the one that has another attribute. */
    private String attribute(String part, String element, String namespace, String name, String key, String value)
            throws XMLStreamException, IOException {
        XMLStreamReader xml = open(part);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals(element)
                    && (key == null || value.equals(xml.getAttributeValue(null, key)))) {
                String found = xml.getAttributeValue(namespace, name);
                if (found != null) {
                    return found;
                }
            }
        }
        throw new IOException("no " + element + " in " + part);
    }

    private XMLStreamReader open(String part) throws XMLStreamException, IOException {
        byte[] content = parts.get(part);
        if (content == null) {
            throw new IOException("no " + part);
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(new ByteArrayInputStream(content));
    }

    /** The column of a place such as {@code BC12}, counted from 0. */
    private static int column(String place) {
        int column = 0;
        for (int i = 0; i < place.length() && Character.isUpperCase(place.charAt(i)); i++) {
            column = column * 26 + place.charAt(i) - 'A' + 1;
        }
        return column - 1;
    }
}
