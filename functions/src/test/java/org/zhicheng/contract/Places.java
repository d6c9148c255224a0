package org.zhicheng.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.zhicheng.contract.Repository.Function;
import org.zhicheng.contract.Repository.Node;
import org.zhicheng.contract.Repository.Route;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.TaskHandler;

/**
 * The places in which a function, and a route of the API, are written: class, template, contract, sample event, and the table of who may call.
 * Where one lacks what another has, an omission says which file wants what.
 *
 * @param handlers classes by name
 * @param operations of the contract, such as {@code PUT /cycles/{year}}
 * @param events names of files
 * @param called operations of which a test says who may call them
 */
record Places(Set<String> handlers, List<Function> functions, Map<String, Node> operations, Set<String> events, Set<String> called) {

    private static final String WHO_MAY_CALL = "IntruderIT.java, or PermissionsIT.java for what is about one application";

    static Places ofTheRepository() {
        Set<String> handlers = Repository.sources().stream().map(Repository.SOURCES::relativize)
                .map(file -> file.toString().replace('/', '.').replaceAll("\\.java$", "")).filter(name -> name.endsWith("Handler"))
                .filter(name -> !Set.of(ApiHandler.class.getName(), TaskHandler.class.getName()).contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> events = names(Repository.ROOT.resolve("events"));
        Repository.allFunctions().filter(Function::hasCodeOfItsOwn)
                .forEach(function -> events.remove(function.event().getFileName().toString()));
        return new Places(handlers, Repository.functions(), new OpenApi().operations(), events,
                linesOf("IntruderIT.java", "PermissionsIT.java"));
    }

    List<String> omissions(OpenApi contract) {
        List<String> omissions = new ArrayList<>();
        Map<String, Function> byHandler = new LinkedHashMap<>();
        functions.forEach(function -> byHandler.put(function.handler(), function));
        handlers.stream().filter(handler -> !byHandler.containsKey(handler))
                .forEach(handler -> omissions.add("template.yaml: write " + simple(handler).replaceAll("Handler$", "Function")
                        + " with Handler: " + handler + ", its Policies, and where people call it a Call under Events"));
        Set<String> expectedEvents = new TreeSet<>();
        Map<String, Function> routes = new TreeMap<>();
        for (Function function : functions) {
            if (!handlers.contains(function.handler())) {
                omissions.add(
                        "functions/src/main/java: write " + function.handler() + ", which " + function.id() + " of template.yaml names");
            }
            String event = function.event().getFileName().toString();
            expectedEvents.add(event);
            if (!events.contains(event)) {
                omissions.add("events/" + event + ": write the event that " + function.id() + " gets"
                        + function.routes().stream().findFirst().map(route -> ", a request with the routeKey " + key(route)).orElse(""));
            }
            for (Route route : function.routes()) {
                routes.put(key(route), function);
                omissions.addAll(omissions(contract, function, route));
            }
        }
        events.stream().filter(event -> !expectedEvents.contains(event))
                .forEach(event -> omissions.add("events/" + event + ": take it away; template.yaml has no function of this name"));
        operations.keySet().stream().filter(operation -> !routes.containsKey(operation))
                .forEach(operation -> omissions.add("template.yaml: write the Call of " + operation + ", which openapi.yaml describes"));
        called.stream().filter(operation -> !routes.containsKey(operation))
                .forEach(operation -> omissions.add(WHO_MAY_CALL + ": take away " + operation + "; template.yaml has no such route"));
        return omissions;
    }

    private List<String> omissions(OpenApi contract, Function function, Route route) {
        List<String> omissions = new ArrayList<>();
        String key = key(route);
        String id = operationId(function, route);
        Node operation = operations.get(key);
        if (!called.contains(key)) {
            omissions.add(WHO_MAY_CALL + ": write a line for " + key);
        }
        if (operation == null) {
            omissions.add("openapi.yaml: write " + key + " with operationId: " + id + ", its parameters, body, answers and refusals");
            return omissions;
        }
        if (!operation.at("operationId").text().equals(id) && !hasNameOfItsOwn(function, route, operation)) {
            omissions.add("openapi.yaml: name " + key + " after its function, operationId: " + id);
        }
        boolean open = operation.at("security").isThere() && operation.at("security").children().isEmpty();
        if (open != route.isPublic()) {
            omissions.add("openapi.yaml: " + (open ? "take away" : "write") + " security: [] of " + key + ", which template.yaml lets "
                    + (open ? "only those in who have signed in" : "anyone call"));
        }
        List<String> parameters = operation.at("parameters").items().stream().map(contract::resolve)
                .filter(parameter -> parameter.at("in").text().equals("path")).map(parameter -> parameter.at("name").text()).toList();
        List<String> inPath = Repository.matches("\\{(\\w+)}", key);
        if (!parameters.equals(inPath)) {
            omissions.add("openapi.yaml: write the path's parameters of " + key + ", " + inPath + ", and not " + parameters);
        }
        return omissions;
    }

    /** Beside the route that it is named after, a function may serve others of the same duty. */
    private static boolean hasNameOfItsOwn(Function function, Route route, Node operation) {
        Route first = function.routes().getFirst();
        boolean other = !route.equals(first) && !route.method().equals("HEAD") && !route.path().contains(".");
        return other && operation.at("operationId").text().matches("[a-z]\\w+");
    }

    /** The function's name; behind it the ending of a route that has one, or that only the headers are asked for. */
    private static String operationId(Function function, Route route) {
        String name = Character.toLowerCase(function.name().charAt(0)) + function.name().substring(1);
        String ending = route.method().equals("HEAD") ? "head" : route.path().contains(".") ? route.path().replaceAll(".*\\.", "") : "";
        return ending.isEmpty() ? name : name + Character.toUpperCase(ending.charAt(0)) + ending.substring(1);
    }

    private static String key(Route route) {
        return route.method() + " " + route.path();
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Set<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Operations that begin a line of the tables in these tests, wherever among the modules they are. */
    private static Set<String> linesOf(String... tests) {
        Set<String> lines = new TreeSet<>();
        for (Path test : Repository.tests()) {
            if (List.of(tests).contains(test.getFileName().toString())) {
                lines.addAll(Repository.matches("(?m)^ +((?:GET|HEAD|PUT|PATCH|POST|DELETE) +/\\S+) ", Repository.text(test)).stream()
                        .map(line -> line.replaceAll(" +", " ")).toList());
            }
        }
        return lines;
    }
}
