package org.zhicheng.demo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The demonstration knows the system from outside: the samples know nobody, and the player has only HTTP. */
@AnalyzeClasses(packages = "org.zhicheng", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule SHOULD_SEE_NOTHING_OF_THE_SYSTEM = classes().should().resideInAPackage("org.zhicheng.demo..");

    @ArchTest
    static final ArchRule SHOULD_PLAY_THE_SAMPLES_AND_NOT_THE_OTHER_WAY = noClasses().that().resideInAPackage("org.zhicheng.demo.samples")
            .should().dependOnClassesThat().resideInAPackage("org.zhicheng.demo.play");
}
