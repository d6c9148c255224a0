package org.zhicheng.stack.services;

import java.time.Instant;
import java.util.List;

/**
 * A mail that the stack sent and the catcher kept.
 *
 * @param id      the message id that the sender was answered, and the file's name without {@code .eml}
 * @param sent    on the stack's clock
 * @param text    the plain text, empty where there was none
 * @param html    the markup, empty where there was none
 */
public record CaughtMail(String id, Instant sent, String from, List<String> to, String subject, String text, String html) {
}
