package org.zhicheng.stack.template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Lambda function of the template, globals merged, environment resolved; its name is what invokes it.
 *
 * @param ownZip what its code deploys as, where it has a folder of code of its own; else it is in what all others deploy as
 * @param grants what its policies allow, without AWS's own ones for logs and streams
 */
public record FunctionShape(String logicalId, String name, String arn, String handler, Optional<Path> ownZip,
        Map<String, String> environment, Duration timeout, int memoryMegabytes, List<RouteShape> routes, List<ScheduleShape> schedules,
        List<StreamShape> streams, List<Grant> grants) {

    /** The handler's class, without a method. */
    public String handlerClass() {
        int method = handler.indexOf("::");
        return method < 0 ? handler : handler.substring(0, method);
    }
}
