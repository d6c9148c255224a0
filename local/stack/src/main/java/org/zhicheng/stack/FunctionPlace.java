package org.zhicheng.stack;

/** Where functions run. */
public enum FunctionPlace {

    /** In the stack's own JVM, through Lambda's (de)serialization. */
    THIS_JVM,

    /** Each in a JVM of its own under Lambda's runtime client, from the zip that deploys. */
    PROCESSES,

    /** The same, started from an AOT cache that the first of them makes. */
    PROCESSES_WITH_AOT_CACHE,

    /** Each in a container of Lambda's image under Lambda's emulator, from the zip that deploys. */
    CONTAINERS
}
