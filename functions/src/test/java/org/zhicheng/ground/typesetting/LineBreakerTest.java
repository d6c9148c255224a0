package org.zhicheng.ground.typesetting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** R19: the printed forms follow the rules of Chinese typesetting. */
class LineBreakerTest {
    /** Ideographs one unit wide, Latin half a unit. */
    private final LineBreaker breaker = new LineBreaker(text -> text.codePoints().mapToDouble(c -> c < 0x2E80 ? 0.5 : 1).sum());

    @Test
    void shouldBreakBetweenIdeographs() {
        assertThat(breaker.lines("一二三四五六七", 3, 3)).containsExactly("一二三", "四五六", "七");
    }

    @Test
    void shouldGiveTheFirstLineItsOwnWidth() {
        assertThat(breaker.lines("一二三四五六七", 2, 4)).containsExactly("一二", "三四五六", "七");
    }

    @Test
    void shouldStartNoLineWithAClosingMark() {
        assertThat(breaker.lines("一二三四，五六。", 4, 4)).containsExactly("一二三", "四，五", "六。");
        assertThat(breaker.lines("一二（三四）五", 5, 5)).containsExactly("一二（三", "四）五");
    }

    @Test
    void shouldEndNoLineWithAnOpeningMark() {
        assertThat(breaker.lines("一二三（四五", 4, 4)).containsExactly("一二三", "（四五");
    }

    @Test
    void shouldKeepNumbersAndWordsWhole() {
        assertThat(breaker.lines("于2025年建成", 2, 3)).containsExactly("于", "2025年", "建成");
        assertThat(breaker.lines("use of words", 3, 3)).containsExactly("use of ", "words");
    }

    @Test
    void shouldBreakAWordThatIsLongerThanALine() {
        assertThat(breaker.lines("abcdefgh", 2, 2)).containsExactly("abcd", "efgh");
    }

    @Test
    void shouldNeverCutASurrogatePair() {
        assertThat(breaker.lines("𠅤𣲘𪨶𫖯", 1, 1)).containsExactly("𠅤", "𣲘", "𪨶", "𫖯");
    }

    @Test
    void shouldBreakAtLineFeeds() {
        assertThat(breaker.lines("一\n二", 5, 5)).containsExactly("一", "二");
        assertThat(breaker.lines("", 5, 5)).containsExactly("");
    }

    @Test
    void shouldEndEvenWhenNothingFits() {
        assertThat(breaker.lines("一。二", 0.5, 0.5)).containsExactly("一", "。", "二");
    }
}
