package org.zhicheng.ground.sheet;

import java.util.List;

import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.failure.ViolationCode;

/** Reads a table by what the file holds, whatever it is called: XLSX, or CSV in UTF-8, UTF-16 or GB18030. */
public final class SheetReader {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] OLD_EXCEL = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private SheetReader() {
    }

    /**
     * @param mostRows more are refused
     * @throws Failure {@code RULES_BROKEN} that says what to do with a file that is no such table
     */
    public static List<Row> read(byte[] file, int mostRows) {
        if (beginsWith(file, OLD_EXCEL)) {
            throw Failure.rulesBroken(List.of(ViolationCode.SHEET_OF_OLD_EXCEL.at("file")));
        }
        List<Row> rows = beginsWith(file, ZIP) ? Xlsx.read(file, mostRows) : Csv.read(file);
        if (rows.size() > mostRows) {
            throw tooLong(mostRows);
        }
        return rows;
    }

    static Failure tooLong(int mostRows) {
        return Failure.rulesBroken(List.of(ViolationCode.SHEET_TOO_LONG.at("file", mostRows)));
    }

    static Failure unreadable() {
        return Failure.rulesBroken(List.of(ViolationCode.SHEET_UNREADABLE.at("file")));
    }

    private static boolean beginsWith(byte[] file, byte[] mark) {
        return file.length >= mark.length && java.util.Arrays.equals(file, 0, mark.length, mark, 0, mark.length);
    }
}
