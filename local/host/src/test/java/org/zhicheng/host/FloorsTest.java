package org.zhicheng.host;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The host alone knows the functions, the stack and the demonstration; of its classes, one knows the functions. */
@AnalyzeClasses(packages = "org.zhicheng", importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    private static final String[] LOCAL = {"org.zhicheng.host", "org.zhicheng.stack..", "org.zhicheng.states", "org.zhicheng.demo..",
            "org.zhicheng.local.dynamodb"};

    @ArchTest
    static final ArchRule SHOULD_MEET_THE_FUNCTIONS_IN_ONE_PLACE = noClasses().that().resideInAnyPackage(LOCAL).and()
            .doNotHaveSimpleName("Wiring").should()
            .dependOnClassesThat(resideInAPackage("org.zhicheng..").and(not(resideInAnyPackage(LOCAL))));

    @ArchTest
    static final ArchRule SHOULD_BE_KNOWN_TO_NOBODY = classes().that().resideInAPackage("org.zhicheng.host").should()
            .onlyHaveDependentClassesThat().resideInAPackage("org.zhicheng.host");
}
