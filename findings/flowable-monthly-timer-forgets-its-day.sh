#!/bin/sh
# Flowable 8.0.0, H2 2.4.240, JDK 17.0.15 (2026-11-30): a timer of every month from 31 January is due on 28 February, and on the 28th of every month
# after that. Of a cycle "R5/START/P1M" each date is reckoned from the one before it instead of from the start, and what February cut off is gone.
# Days 29, 30 and 31 are lost so, in silence, at the first shorter month; with java.time one would add the months to the start.
# Seen:
#   due 2025-02-28 2025-03-28 2025-04-28 2025-05-28
# Fails, exit 1, where March has its 31st.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>monthly-timer</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.flowable</groupId><artifactId>flowable-engine</artifactId><version>8.0.0</version></dependency>
    <dependency><groupId>com.h2database</groupId><artifactId>h2</artifactId><version>2.4.240</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.18</version></dependency>
  </dependencies>
</project>
POM

cat > Monthly.java <<'JAVA'
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.TimeZone;
import org.flowable.engine.ManagementService;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.flowable.job.api.Job;

class Monthly {
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setAsyncExecutorActivate(false);
        ProcessEngine engine = configuration.buildProcessEngine();
        configuration.getClock().setCurrentTime(Date.from(Instant.parse("2025-01-31T10:00:00Z")));
        engine.getRepositoryService().createDeployment().addString("monthly.bpmn20.xml", """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="finding">
                  <process id="monthly" isExecutable="true">
                    <startEvent id="start" />
                    <sequenceFlow sourceRef="start" targetRef="work" />
                    <userTask id="work" />
                    <boundaryEvent id="month" attachedToRef="work" cancelActivity="false">
                      <timerEventDefinition><timeCycle>R5/2025-01-31T10:00:00Z/P1M</timeCycle></timerEventDefinition>
                    </boundaryEvent>
                    <sequenceFlow sourceRef="month" targetRef="told" />
                    <endEvent id="told" />
                    <sequenceFlow sourceRef="work" targetRef="done" />
                    <endEvent id="done" />
                  </process>
                </definitions>""").deploy();
        engine.getRuntimeService().startProcessInstanceByKey("monthly");
        ManagementService jobs = engine.getManagementService();
        List<String> due = new ArrayList<>();
        for (int month = 0; month < 4; month++) {
            Job timer = jobs.createTimerJobQuery().singleResult();
            due.add(timer.getDuedate().toInstant().toString().substring(0, 10));
            configuration.getClock().setCurrentTime(timer.getDuedate());
            jobs.executeJob(jobs.moveTimerToExecutableJob(timer.getId()).getId());
        }
        System.out.println("due " + String.join(" ", due));
        System.exit(due.equals(List.of("2025-02-28", "2025-03-28", "2025-04-28", "2025-05-28")) ? 0 : 1);
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Monthly.java
