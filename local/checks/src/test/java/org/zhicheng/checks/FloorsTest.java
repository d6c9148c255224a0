package org.zhicheng.checks;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Faults, walks of the review and measurements lean on the common helpers, and these on none of them. */
@AnalyzeClasses(packages = "org.zhicheng.checks")
class FloorsTest {

    @ArchTest
    static final ArchRule SHOULD_HAVE_NO_CYCLES = slices().matching("org.zhicheng.(**)").should().beFreeOfCycles();
}
