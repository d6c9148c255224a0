package org.zhicheng.states;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine stands by itself: on the JDK, a JSON tree and an evaluator of JSONata. */
@AnalyzeClasses(packagesOf = StatesService.class, importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule SHOULD_KNOW_NOTHING_ELSE = classes().should().onlyDependOnClassesThat().resideInAnyPackage("org.zhicheng.states",
            "java..", "com.fasterxml.jackson..", "com.dashjoin.jsonata..");
}
