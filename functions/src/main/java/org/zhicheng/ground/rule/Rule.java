package org.zhicheng.ground.rule;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what implements a rule of the notice. {@code docs/rules.md} is printed from these marks; a test holds that each is reached from a
 * handler, and that a test is named after the rule.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Rule {

    NoticeRule[] value();
}
