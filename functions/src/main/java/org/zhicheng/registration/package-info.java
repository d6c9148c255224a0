/** Who people and enterprises are: their numbers, checked and masked (R19, R33). */
package org.zhicheng.registration;
