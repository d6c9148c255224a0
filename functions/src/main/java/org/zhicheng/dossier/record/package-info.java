/** The append-only record of every action (R35). */
package org.zhicheng.dossier.record;
