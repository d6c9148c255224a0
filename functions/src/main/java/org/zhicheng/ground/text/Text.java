package org.zhicheng.ground.text;

/** The same in both languages. */
public record Text(String chinese, String english) implements Named {
}
