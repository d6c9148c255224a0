package org.zhicheng.stack.template;

import java.util.List;
import java.util.OptionalInt;

/**
 * A table's stream that invokes a function.
 *
 * @param filters      patterns (JSON) of which one must match; empty lets every record through
 * @param retries      how often a failing batch is tried again; empty means until it succeeds or expires
 */
public record StreamShape(String name, String table, int batchSize, List<String> filters, boolean reportsItemFailures,
        OptionalInt retries) {
}
