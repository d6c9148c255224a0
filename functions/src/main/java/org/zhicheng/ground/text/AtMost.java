package org.zhicheng.ground.text;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many a list or a map of a request may hold, where it is not {@link #USUAL}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface AtMost {

    /** Of a list or a map that does not say otherwise. */
    int USUAL = 100;

    int value();
}
