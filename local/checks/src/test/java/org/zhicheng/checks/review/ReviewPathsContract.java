package org.zhicheng.checks.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.zhicheng.checks.review.ReviewPath.Walk;

/** What every interpreter must make of the review workflow: each path's states in their order, and all together the whole definition. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReviewPathsContract {

    static final Definition REVIEW = Definition.review();

    private Map<String, Walk> walks;

    /** Walks all paths, of which each has a name of its own; the walks by the paths' names. */
    abstract Map<String, Walk> walk(List<ReviewPath> paths);

    static Stream<ReviewPath> paths() {
        return ReviewPath.all();
    }

    @BeforeAll
    void walkAll() {
        walks = walk(paths().toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void shouldGo(ReviewPath path) {
        assertThat(walks.get(path.name())).isEqualTo(path.expected());
    }

    @Test
    void shouldHaveVisitedEachStateAndGoneEachWayOfTheDefinition() {
        assertThat(walks.values().stream().flatMap(walk -> walk.states().stream()).collect(Collectors.toSet()))
                .isEqualTo(REVIEW.names().collect(Collectors.toSet()));
        Set<String> gone = walks.values().stream().flatMap(Walk::transitions).collect(Collectors.toCollection(TreeSet::new));
        assertThat(gone).isEqualTo(new TreeSet<>(REVIEW.transitions()));
    }

    @Test
    void shouldTellEachWayFromEveryOther() {
        assertThat(REVIEW.transitions()).doesNotHaveDuplicates();
    }
}
