package peers.flowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.flowable.engine.ProcessEngine;
import org.flowable.engine.TaskService;
import org.flowable.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.flowable.task.api.Task;

/** Says how many flows of five decisions the engine brings to their end a second, and what one takes: {@code URL, AT ONCE, SECONDS}. */
public final class Flows {

    private static final int TASKS = 5;

    private final ProcessEngine engine;

    private Flows(ProcessEngine engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) throws Exception {
        ProcessEngine engine = new StandaloneProcessEngineConfiguration().setJdbcUrl(arguments[0]).setJdbcDriver("org.h2.Driver")
                .setJdbcUsername("sa").setJdbcPassword("").setDatabaseSchemaUpdate("true").setAsyncExecutorActivate(false)
                .buildProcessEngine();
        engine.getRepositoryService().createDeployment().addClasspathResource("review.bpmn20.xml").deploy();
        Flows flows = new Flows(engine);
        int atOnce = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        flows.done(atOnce, seconds);
        long processor = processorNanos();
        long begin = System.nanoTime();
        int done = flows.done(atOnce, seconds);
        System.out.printf(Locale.ROOT, "%.2f flows a second, %.2f ms each%n", done / ((System.nanoTime() - begin) / 1e9),
                (processorNanos() - processor) / 1e6 / done);
        long ended = engine.getHistoryService().createHistoricProcessInstanceQuery().finished().count();
        long tasks = engine.getHistoryService().createHistoricTaskInstanceQuery().finished().count();
        if (ended == 0 || tasks != TASKS * ended) {
            throw new IllegalStateException(ended + " flows with " + tasks + " tasks");
        }
        engine.close();
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private int done(int atOnce, double seconds) throws Exception {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        List<Future<Integer>> done = new ArrayList<>();
        try (ExecutorService people = Executors.newFixedThreadPool(atOnce)) {
            for (int i = 0; i < atOnce; i++) {
                done.add(people.submit((Callable<Integer>) () -> {
                    int flows = 0;
                    while (System.nanoTime() < end) {
                        one();
                        flows++;
                    }
                    return flows;
                }));
            }
        }
        int flows = 0;
        for (Future<Integer> each : done) {
            flows += each.get();
        }
        return flows;
    }

    private void one() {
        String id = engine.getRuntimeService().startProcessInstanceByKey("review").getId();
        TaskService tasks = engine.getTaskService();
        for (int i = 0; i < TASKS; i++) {
            Task task = tasks.createTaskQuery().processInstanceId(id).singleResult();
            tasks.complete(task.getId(), Map.of("outcome", "PASS"));
        }
    }
}
