package org.zhicheng.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import org.zhicheng.contract.Repository.Function;
import org.zhicheng.contract.Repository.Node;

@EnabledIf(value = "org.zhicheng.contract.Repository#isWhole", disabledReason = "this module is built alone")
class PlacesTest {

    private static final String VOTES = "POST /applications/{id}/praises";
    private static final String HANDLER = "org.zhicheng.handlers.review.PraiseWorkHandler";

    private final OpenApi contract = new OpenApi();
    private final Places places = Places.ofTheRepository();

    @Test
    void shouldHaveEachFunctionAndEachRouteInEveryPlace() {
        assertThat(places.omissions(contract)).as("what is to be written where").isEmpty();
    }

    @Test
    void shouldSayWhereANewHandlerIsToBeWritten() {
        assertThat(with(places.functions(), places.operations(), HANDLER).omissions(contract))
                .containsExactly("template.yaml: write PraiseWorkFunction with Handler: " + HANDLER
                        + ", its Policies, and where people call it a Call under Events");
    }

    @Test
    void shouldSayWhereANewRouteIsToBeWritten() {
        List<Function> functions = new ArrayList<>(places.functions());
        functions.add(praiseWork(Map.of("Method", "POST", "Path", "/applications/{id}/praises")));

        assertThat(with(functions, places.operations()).omissions(contract)).containsExactly(
                "functions/src/main/java: write " + HANDLER + ", which PraiseWorkFunction of template.yaml names",
                "events/praise-work.json: write the event that PraiseWorkFunction gets, a request with the routeKey " + VOTES,
                "IntruderIT.java, or PermissionsIT.java for what is about one application: write a line for " + VOTES,
                "openapi.yaml: write " + VOTES + " with operationId: praiseWork, its parameters, body, answers and refusals");
    }

    @Test
    void shouldSayWhatIsWrongWithADescription() {
        List<Function> functions = new ArrayList<>(places.functions());
        functions.add(praiseWork(Map.of("Method", "POST", "Path", "/applications/{id}/praises", "Auth", Map.of("Authorizer", "NONE"))));
        Map<String, Node> operations = new TreeMap<>(places.operations());
        operations.put(VOTES, new Node(Map.of("operationId", "vote", "parameters", List.of())));

        assertThat(with(functions, operations, HANDLER).omissions(contract)).contains(
                "openapi.yaml: name " + VOTES + " after its function, operationId: praiseWork",
                "openapi.yaml: write security: [] of " + VOTES + ", which template.yaml lets anyone call",
                "openapi.yaml: write the path's parameters of " + VOTES + ", [id], and not []");
    }

    @Test
    void shouldSayWhatIsLeftOverOfARouteThatIsGone() {
        Function gone = places.functions().stream().filter(function -> function.name().equals("ListCycles")).findFirst().orElseThrow();
        List<Function> functions = places.functions().stream().filter(function -> function != gone).toList();

        assertThat(with(functions, places.operations()).omissions(contract)).containsExactly(
                "template.yaml: write ListCyclesFunction with Handler: " + gone.handler()
                        + ", its Policies, and where people call it a Call under Events",
                "events/list-cycles.json: take it away; template.yaml has no function of this name",
                "template.yaml: write the Call of GET /cycles, which openapi.yaml describes",
                "IntruderIT.java, or PermissionsIT.java for what is about one application: take away GET /cycles; template.yaml has no such route");
    }

    private Places with(List<Function> functions, Map<String, Node> operations, String... handlers) {
        Set<String> all = new TreeSet<>(places.handlers());
        all.addAll(List.of(handlers));
        return new Places(all, functions, operations, places.events(), places.called());
    }

    private static Function praiseWork(Map<String, Object> call) {
        return new Function("PraiseWorkFunction",
                new Node(Map.of("Handler", HANDLER, "Events", Map.of("Call", Map.of("Type", "HttpApi", "Properties", call)))));
    }
}
