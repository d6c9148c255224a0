package org.zhicheng.demo.samples;

import org.zhicheng.demo.samples.Dossier.Origin;

/** An invented enterprise; {@code district} is where it applies. */
public record SampleEmployer(String uscc, String name, String district, Origin origin) {
}
