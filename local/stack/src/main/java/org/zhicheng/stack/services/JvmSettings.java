package org.zhicheng.stack.services;

/**
 * System properties that the JDK reads once, when its HTTP classes load: every class here that uses those sets them first. Where
 * something else loaded them earlier, all works too, only slower and with a rare retry, unless they are given on the command line.
 */
final class JvmSettings {

    private JvmSettings() {
    }

    static void apply() {
        // The server: without it small answers wait 40 ms for the client's acknowledgement.
        setIfMissing("sun.net.httpserver.nodelay", "true");
        // Shorter than the 30 s after which the servers behind close an idle connection, so that none is used while it closes.
        setIfMissing("jdk.httpclient.keepalive.timeout", "10");
    }

    private static void setIfMissing(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
