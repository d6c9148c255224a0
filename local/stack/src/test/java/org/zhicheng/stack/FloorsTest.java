package org.zhicheng.stack;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The floors of the stack, from the ground up: each package knows only what is below. */
@AnalyzeClasses(packagesOf = EmbeddedStack.class, importOptions = ImportOption.DoNotIncludeTests.class)
class FloorsTest {

    @ArchTest
    static final ArchRule SHOULD_HAVE_NO_CYCLES = slices().matching("org.zhicheng.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule SHOULD_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture().consideringOnlyDependenciesInLayers().layer("the whole")
            .definedBy("org.zhicheng.stack").layer("gateway").definedBy("org.zhicheng.stack.gateway").layer("events")
            .definedBy("org.zhicheng.stack.events").layer("lambda").definedBy("org.zhicheng.stack.lambda").layer("services")
            .definedBy("org.zhicheng.stack.services").layer("state").definedBy("org.zhicheng.stack.state").layer("template")
            .definedBy("org.zhicheng.stack.template").whereLayer("the whole").mayNotBeAccessedByAnyLayer().whereLayer("gateway")
            .mayOnlyBeAccessedByLayers("the whole").whereLayer("events").mayOnlyBeAccessedByLayers("the whole").whereLayer("services")
            .mayOnlyBeAccessedByLayers("the whole").whereLayer("lambda").mayOnlyBeAccessedByLayers("the whole", "gateway", "events")
            .whereLayer("state").mayNotAccessAnyLayer().whereLayer("template").mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule SHOULD_REACH_THE_WORKFLOW_ENGINE_FROM_ONE_PLACE = noClasses().that().doNotBelongToAnyOf(StepFunctions.class)
            .should().dependOnClassesThat().resideInAPackage("org.zhicheng.states");
}
