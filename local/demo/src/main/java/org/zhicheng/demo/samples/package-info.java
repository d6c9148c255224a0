/** Invented dossiers that exercise the real rules of {@code notice.md}, and the program that makes them. */
package org.zhicheng.demo.samples;
