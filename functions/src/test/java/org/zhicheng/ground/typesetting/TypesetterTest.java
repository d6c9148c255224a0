package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;

import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

import org.zhicheng.ground.typesetting.Typesetter.Run;

/** R32: rare characters come from another font, character by character. */
class TypesetterTest {
    private final Typesetter type = new Typesetter(new PDDocument());

    @Test
    void shouldChangeTheFontOnlyWhereItMust() {
        assertThat(type.runs("王𠀁明", Weight.REGULAR)).containsExactly(new Run(FontFace.SERIF, "王"), new Run(FontFace.RARE_MING, "𠀁"),
                new Run(FontFace.SERIF, "明"));
    }

    @Test
    void shouldTakeTheNewerExtensionsFromTheLastFont() {
        assertThat(type.runs("𰻞", Weight.BOLD)).containsExactly(new Run(FontFace.RARE_KAI, "𰻞"));
    }

    @Test
    void shouldPrintABoldTextInTheRegularFontWhereTheBoldOneHasNoGlyph() {
        assertThat(type.runs("王㐀", Weight.BOLD)).last().isEqualTo(new Run(FontFace.SERIF, "㐀"));
    }

    @Test
    void shouldRefuseWhatItCannotPrintRatherThanPrintSomethingElse_R51() {
        assertThatIllegalArgumentException().isThrownBy(() -> type.runs("王😀", Weight.REGULAR)).withMessageContaining("U+1F600");
    }

    @Test
    void shouldSetExponentsAndTicksInTheFontOfSigns_R51() {
        assertThat(type.runs("10⁵Pa☑", Weight.REGULAR)).containsExactly(new Run(FontFace.SERIF, "10"), new Run(FontFace.SIGNS, "⁵"),
                new Run(FontFace.SERIF, "Pa"), new Run(FontFace.SIGNS, "☑"));
    }

    @Test
    void shouldMeasureInPoints() {
        assertThat(type.width("一二三", Weight.REGULAR, 16)).isEqualTo(48);
        assertThat(type.width("", Weight.REGULAR, 16)).isZero();
    }

    @Test
    void shouldShrinkATextUntilItFits() {
        assertThat(type.fittingSize("一二三四五", Weight.REGULAR, 60, 16, 8)).isEqualTo(12);
        assertThat(type.fittingSize("一二三四五", Weight.REGULAR, 10, 16, 8)).isEqualTo(8);
        assertThat(List.of(type.fittingSize("一", Weight.REGULAR, 60, 16, 8))).containsExactly(16.0);
    }
}
