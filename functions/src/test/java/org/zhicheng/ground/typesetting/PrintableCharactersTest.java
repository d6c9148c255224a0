package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** R32: a name with a rare character prints, or it is found out at submission. */
class PrintableCharactersTest {
    @Test
    void shouldPrintOrdinaryNames() {
        assertThat(PrintableCharacters.missing("张伟")).isEmpty();
        assertThat(PrintableCharacters.missing("阿卜杜热合曼·艾尔肯")).isEmpty();
        assertThat(PrintableCharacters.missing("John Smith-O’Neil (2025)")).isEmpty();
    }

    @Test
    void shouldPrintTheWholeBasicBlockAndExtensionA() {
        for (int c = 0x4E00; c <= 0x9FFF; c++) {
            assertThat(PrintableCharacters.canPrint(Character.toString(c))).as("U+%X", c).isTrue();
        }
        for (int c = 0x3400; c <= 0x4DBF; c++) {
            assertThat(PrintableCharacters.canPrint(Character.toString(c))).as("U+%X", c).isTrue();
        }
    }

    @Test
    @DisplayName("R32 扩展区的生僻字可以打印")
    void shouldPrintRareCharactersOfTheSupplementaryPlanes() {
        // Extensions B, C, D, E, F of the national table of characters, and names of extensions G and H.
        assertThat(PrintableCharacters.missing("𠅤𣲘𪨶𫖯𫘦𫠆𬀩𬱖𬭬𫟅")).isEmpty();
    }

    @Test
    void shouldNameEachMissingCharacterOnceInTheOrderOfTheText() {
        assertThat(PrintableCharacters.missing("王😀小\uE000😀明")).containsExactly("😀", "\uE000");
    }

    /** Extension I holds 622 characters of names, encoded in 2023; no open font at hand has them. */
    @Test
    void shouldReportTheNewestCharactersAsMissing() {
        assertThat(PrintableCharacters.missing("王\uD87A\uDFF0")).containsExactly(Character.toString(0x2EBF0));
    }

    @Test
    void shouldReportControlCharactersAndHalfPairsAsMissing() {
        assertThat(PrintableCharacters.missing("王\u0000\uD840明")).containsExactly("\u0000", "\uD840");
    }

    @Test
    void shouldAnswerForEmptyText() {
        assertThat(PrintableCharacters.missing("")).isEmpty();
    }
}
