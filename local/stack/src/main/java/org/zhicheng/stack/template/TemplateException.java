package org.zhicheng.stack.template;

/** The template cannot be used here; the message says where and why. */
public final class TemplateException extends RuntimeException {

    public TemplateException(String message) {
        super(message);
    }

    TemplateException(String message, Throwable cause) {
        super(message, cause);
    }
}
