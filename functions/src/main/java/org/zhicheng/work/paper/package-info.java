/** The papers that people carry: of one application (R19, R28), and of an approval document or a cycle (R28, R30, R37). */
package org.zhicheng.work.paper;
