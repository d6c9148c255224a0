/** Numbers that name a person or a firm, checked; what is shown of them (R19, R33). */
package org.zhicheng.ground.identity;
